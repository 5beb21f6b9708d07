-- AlterTable
ALTER TABLE "revocations" ADD COLUMN     "provider" TEXT NOT NULL DEFAULT 'google';
