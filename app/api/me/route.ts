import { apiRoute } from '#lib/web/api-route'

/** Who is signed in. */
export const GET = apiRoute(async ({ viewer }) => viewer.person)
