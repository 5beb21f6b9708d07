/** A process that sends mails as the job queue does, one after the other, for `startProcess`. */
import { sendMail } from '#lib/mail/send'

process.on('message', async ({ id, mailIds }: { id: string; mailIds: string[] }) => {
  const result: string[] = []
  for (const mailId of mailIds) {
    await sendMail({ mailId }).then(
      () => result.push('done'),
      (error: Error) => result.push(error.message),
    )
  }
  process.send?.({ id, result })
})
process.on('disconnect', () => process.exit())
process.send?.({ type: 'ready' })
