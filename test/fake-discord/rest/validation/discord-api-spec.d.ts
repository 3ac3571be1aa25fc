// discord-api-spec ships its zod schemas as plain JavaScript; this only says that the module exists.

declare module "discord-api-spec/zod";
