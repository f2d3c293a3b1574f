export { DELETE, GET, OPTIONS, PATCH, POST, PUT } from "@/lib/server/api/openapi";

export const dynamic = "force-dynamic";
