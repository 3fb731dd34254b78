/** For `next dev`; in production server/main.ts answers these ahead of Next. */
export { answerCrm as GET, answerCrm as POST } from "@/server/api/crm/door";
