import type { NextRequest } from "next/server";
import { receiveLogo, removeLogo } from "@/server/api/crm/logo-files";
import { withSession } from "../session";

export const POST = (request: NextRequest) =>
  withSession(request, (ctx) => receiveLogo(ctx, request));

export const DELETE = (request: NextRequest) => withSession(request, removeLogo);
