-- AlterTable
ALTER TABLE "sign_in_attempts" DROP COLUMN "checks";
