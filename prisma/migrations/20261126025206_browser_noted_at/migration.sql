-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "browser_noted_at" TIMESTAMPTZ(3);
