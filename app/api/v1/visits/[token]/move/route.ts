export { DELETE, GET, OPTIONS, PATCH, POST, PUT } from "@/lib/server/api/move";

export const dynamic = "force-dynamic";
