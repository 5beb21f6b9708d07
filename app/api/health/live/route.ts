import { answerLive } from '#lib/web/health'

export const GET = answerLive
