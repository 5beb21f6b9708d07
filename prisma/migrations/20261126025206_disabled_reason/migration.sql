-- AlterTable
ALTER TABLE "accounts" ADD COLUMN     "disabled_reason" TEXT;
