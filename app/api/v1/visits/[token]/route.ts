export { DELETE, GET, OPTIONS, PATCH, POST, PUT } from "@/lib/server/api/visit";

export const dynamic = "force-dynamic";
