/** In development; the production server of server/main.ts answers these itself. */
export { answerCrm as GET, answerCrm as POST } from "@/server/api/crm/door";
