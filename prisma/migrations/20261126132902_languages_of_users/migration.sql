-- AlterTable
ALTER TABLE "users" ADD COLUMN     "accept_language" TEXT,
ADD COLUMN     "language" TEXT,
ADD COLUMN     "time_zone" TEXT;
