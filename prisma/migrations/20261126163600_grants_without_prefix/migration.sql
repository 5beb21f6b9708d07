-- Those whose refresh token nobody finds yet by its first characters (lib/grants/named-token.ts): none, once the hourly job
-- has seen what former versions stored. Prisma knows no index with a condition, and leaves this one alone.
CREATE INDEX "grants_without_prefix_idx" ON "grants" ("account_id") WHERE "refresh_token" IS NOT NULL AND "refresh_token_prefix" IS NULL;
