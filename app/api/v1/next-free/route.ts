export { DELETE, GET, OPTIONS, PATCH, POST, PUT } from "@/lib/server/api/next-free";

export const dynamic = "force-dynamic";
