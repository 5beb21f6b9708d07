import { deleteData } from '#lib/account/delete-data'
import { publicOrigin } from '#lib/env'
import { facebookReports } from '#lib/facebook/reports'
import { reportRoute } from '#lib/web/report-route'

/**
 * Facebook's "Data deletion request callback"
 * (https://developers.facebook.com/docs/development/create-an-app/app-dashboard/data-deletion-callback).
 */
export const POST = reportRoute(facebookReports, async (report) => {
  const code = await deleteData(report)
  return { url: `${publicOrigin()}/data-deletion/${code}`, confirmation_code: code }
})
