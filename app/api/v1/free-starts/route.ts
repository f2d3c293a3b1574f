export { DELETE, GET, OPTIONS, PATCH, POST, PUT } from "@/lib/server/api/free-starts";

export const dynamic = "force-dynamic";
