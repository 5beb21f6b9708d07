-- AlterTable
ALTER TABLE "accounts" ADD COLUMN     "disable_settled_at" TIMESTAMPTZ(3),
ADD COLUMN     "disabled_cause" TEXT;

-- AlterTable
ALTER TABLE "grants" ADD COLUMN     "refresh_token_prefix" TEXT;

-- CreateTable
CREATE TABLE "security_events" (
    "id" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "security_events_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "security_events_received_at_idx" ON "security_events"("received_at");

-- CreateIndex
CREATE INDEX "grants_refresh_token_prefix_idx" ON "grants"("refresh_token_prefix");
