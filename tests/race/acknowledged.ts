import { apiOf } from "./api";
import { connections } from "./wire";

/** Acknowledged tickets that the server does not know in the state that was acknowledged last, one line each. */
export async function missingFrom(
  origin: string,
  acknowledged: Iterable<readonly [string, string]>,
): Promise<string[]> {
  const api = apiOf(origin, connections(16));
  const looked = [...acknowledged].map(async ([token, state]) => {
    const { status, body } = await api.visit(token);
    return status === 200 && body.state === state ? [] : [`${token} should be ${state}, is ${body.state ?? status}`];
  });
  return (await Promise.all(looked)).flat();
}
