import { endAccess } from '#lib/account/access-removed'
import { facebookReports } from '#lib/facebook/reports'
import { reportRoute } from '#lib/web/report-route'

/** Facebook's "Deauthorize callback": somebody has removed this application in their settings there. */
export const POST = reportRoute(facebookReports, async (report) => {
  await endAccess(report)
  return {}
})
