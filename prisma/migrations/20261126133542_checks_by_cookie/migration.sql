-- Of no use from now on. Processes from before, which go on meanwhile, still write and read it.
ALTER TABLE "sign_in_attempts" ALTER COLUMN "checks" SET DEFAULT '{}';
