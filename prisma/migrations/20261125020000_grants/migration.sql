-- AlterTable
ALTER TABLE "accounts" ADD COLUMN     "image" TEXT,
ADD COLUMN     "name" TEXT;

UPDATE "accounts" SET "image" = "users"."image", "name" = "users"."name" FROM "users" WHERE "users"."id" = "accounts"."user_id";

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "authenticated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "ended_at" TIMESTAMPTZ(3),
ADD COLUMN     "ended_reason" TEXT,
ADD COLUMN     "notice" JSONB;

UPDATE "sessions" SET "authenticated_at" = "created_at";

-- AlterTable: whoever is on the way to Google right now comes back to the only intent that there was.
ALTER TABLE "sign_in_attempts" ADD COLUMN     "intent" JSONB NOT NULL DEFAULT '{"kind":"sign-in"}';
ALTER TABLE "sign_in_attempts" ALTER COLUMN "intent" DROP DEFAULT;

-- CreateTable
CREATE TABLE "grants" (
    "account_id" UUID NOT NULL,
    "access_token" TEXT,
    "access_token_key" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token" TEXT,
    "refresh_token_key" TEXT,
    "refresh_token_digest" TEXT,
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "consented_at" TIMESTAMPTZ(3),
    "refreshed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "scopes" TEXT[],
    "scopes_since" JSONB NOT NULL DEFAULT '{}',
    "scopes_off" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "version" INTEGER NOT NULL DEFAULT 1,
    "lease_until" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "retry_at" TIMESTAMPTZ(3),
    "paused_until" TIMESTAMPTZ(3),
    "dead_at" TIMESTAMPTZ(3),
    "dead_cause" TEXT,

    CONSTRAINT "grants_pkey" PRIMARY KEY ("account_id")
);

-- CreateTable
CREATE TABLE "revocations" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "token" TEXT NOT NULL,
    "token_key" TEXT NOT NULL,
    "identity" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "revocations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "events" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "details" JSONB NOT NULL DEFAULT '{}',
    "user_agent" TEXT,
    "ip_address" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "events_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "grants_refresh_token_digest_idx" ON "grants"("refresh_token_digest");

-- CreateIndex
CREATE INDEX "grants_refreshed_at_idx" ON "grants"("refreshed_at");

-- CreateIndex
CREATE INDEX "revocations_identity_idx" ON "revocations"("identity");

-- CreateIndex
CREATE INDEX "events_user_id_created_at_id_idx" ON "events"("user_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "events_created_at_idx" ON "events"("created_at");

-- AddForeignKey
ALTER TABLE "grants" ADD CONSTRAINT "grants_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "events" ADD CONSTRAINT "events_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Tokens move to their own table as they are, in plain text and without a key: SQL cannot seal them. The commands
-- that apply migrations do so right afterwards (scripts/migrate/prepare.ts), and until then nothing reads them.
INSERT INTO "grants" ("account_id", "access_token", "access_token_expires_at", "refresh_token", "refresh_token_expires_at", "consented_at", "refreshed_at", "scopes", "scopes_since")
SELECT "id", "access_token", "access_token_expires_at", "refresh_token", "refresh_token_expires_at", "created_at", "last_sign_in_at", "scopes",
       COALESCE((SELECT jsonb_object_agg("scope", to_char("created_at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) FROM unnest("scopes") AS "scope"), '{}')
  FROM "accounts";

-- AlterTable
ALTER TABLE "accounts" DROP COLUMN "access_token",
DROP COLUMN "access_token_expires_at",
DROP COLUMN "refresh_token",
DROP COLUMN "refresh_token_expires_at",
DROP COLUMN "scopes",
DROP COLUMN "token_type";
