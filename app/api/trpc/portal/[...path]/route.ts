/** For `next dev`; in production server/main.ts answers these ahead of Next. */
export { answerPortal as GET, answerPortal as POST } from "@/server/api/portal/door";
