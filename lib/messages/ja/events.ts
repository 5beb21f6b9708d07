import type { events as en } from '#lib/messages/en/events'
import type { Translation } from '#lib/messages/translation'

export const events = {
  signed_in: '{account}でログインしました。',
  signed_in_new_browser: '{account}で、このブラウザーから初めてログインしました。',
  signed_out: 'ログアウトしました。',
  session_ended: '{browser}をログアウトしました。',
  other_sessions_ended: 'ほかの {count, plural, other {#\u00a0個のブラウザー}}をログアウトしました。',
  browser_changed: 'ログイン状態が {from}から {to}に移りました。',
  confirmed: '{account}で本人確認をしました。',
  account_linked: '{account}を連携しました。',
  account_unlinked: '{account}の連携を解除しました。',
  permission_given: '権限を許可しました：{what}。',
  permission_turned_off: '権限をオフにしました：{what}。',
  permission_turned_on: '権限を再びオンにしました：{what}。',
  permission_removed: '{provider} で権限が削除されました：{what}。',
  what: '{account}：{permissions}',
  grant_ended: '{account}へのアクセス権が終了しました。',
  reconnected: '{account}を再び連携しました。',
  exported: 'データをダウンロードしました。',
  name_changed: '名前を {name} に変更しました。',
  account_disabled:
    '{account}でのログインがロックされ、セッションが終了しました。このサイトの運営者が行いました。',
  account_endangered:
    '{account}でのログインがロックされ、セッションが終了しました。第三者がアクセスした可能性があると {provider} から連絡がありました。',
  account_suspended:
    '{account}でのログインがロックされ、セッションが終了しました。アカウントが無効になったと {provider} から連絡がありました。',
  account_purged:
    '{account}でのログインがロックされ、セッションが終了しました。アカウントがもう存在しないと {provider} から連絡がありました。',
  account_enabled: '{account}でのログインのロックが解除されました。',
  account_flagged:
    '{account}は自動的に大量作成されたアカウントの一つと判断され、無効になったと {provider} から連絡がありました。ここでは何も終了していません。',
  account_unflagged: '{account}についての指摘は取り消されました。',
  access_removed: '{account}の設定でこのサイトが削除され、ここでのセッションが終了しました。',
  access_revoked: '{provider} が {account}へのアクセス権を終了したため、ここでのセッションも終了しました。',
  sessions_revoked: '{provider} が {account}のすべてのセッションを終了したため、ここでも終了しました。',
  credential_change_required:
    '{provider} が {account}のパスワードの変更を求めています。第三者が古いパスワードを知っている可能性があります。',
  data_deleted: '{provider} を通じて、ここでの {provider} アカウントの削除を依頼され、削除しました。',
  name_restored: 'プロバイダーの名前に戻しました。',
  address_changed: 'ここでのメールアドレスは {address} になりました。',
  address_removed: 'ここでのメールアドレスはなくなりました。',
} satisfies Translation<typeof en>
