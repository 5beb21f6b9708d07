-- Those that somebody began who was signed in. Prisma knows no index of an expression, and leaves this one alone.
CREATE INDEX "sign_in_attempts_user_idx" ON "sign_in_attempts" (("intent" ->> 'userId')) WHERE "intent" ->> 'userId' IS NOT NULL;
