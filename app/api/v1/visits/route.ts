export { DELETE, GET, OPTIONS, PATCH, POST, PUT } from "@/lib/server/api/visits";

export const dynamic = "force-dynamic";
