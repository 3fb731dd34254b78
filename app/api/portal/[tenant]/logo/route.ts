export { sendLogo as GET } from "@/server/api/portal/logo-file";
