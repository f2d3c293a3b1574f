export { DELETE, GET, OPTIONS, PATCH, POST, PUT } from "@/lib/server/api/locations";

export const dynamic = "force-dynamic";
