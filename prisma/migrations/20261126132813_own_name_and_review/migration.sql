-- AlterTable
ALTER TABLE "users" ADD COLUMN     "display_name" TEXT;

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "reviewed_at" TIMESTAMPTZ(3);
