import { answerReady } from '#lib/web/health'

export const GET = answerReady
