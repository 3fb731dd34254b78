import { configJsonSchema } from "@/server/domain/configuration";

/** JSON Schema of `config.yaml`. */
export const configSchemaText = (): string => `${JSON.stringify(configJsonSchema(), null, 2)}\n`;
