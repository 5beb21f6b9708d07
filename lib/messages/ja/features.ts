import type { features as en } from '#lib/messages/en/features'
import type { Translation } from '#lib/messages/translation'

export const features = {
  drive: {
    name: 'ドライブ',
    reconnect: 'ファイルを再び表示',
    permission: 'ドライブのファイルの情報を見る',
    permissionText: '名前、種類、サイズ、オーナー、日付です。ファイルの中身は見ず、変更もできません。',
    title: '{brand} にファイルの一覧表示を許可',
    text: '最近のファイルをここに表示し、検索できるようにするには、ファイルの情報を見る許可が必要です。次の Google の画面でチェックを入れると、このページに戻ります。',
    seen1: 'ファイルの名前、種類、サイズ',
    seen2: 'オーナー',
    seen3: '最終更新日時',
    seen4: 'ドライブで開くためのアドレス',
    never1: 'ファイルを開いたり、中身を見たりすること',
    never2: '変更、共有、削除',
    never3: '一覧のコピーの保存',
    footer:
      'この権限には、ファイルの中身を除き、ドライブが持つファイルの情報がすべて含まれます。そのうち上記の情報だけを、このページを開くたびに読み取ります。許可は Google アカウントでいつでも取り消せます。',
  },
  posts: {
    name: 'ポスト',
    reconnect: 'ポストを再び表示',
    permission: 'ポストを表示するため、X との連携を維持する',
    permissionText: 'ページを開いたときにご自身のポストを読み取り、保存はしません。変更もできません。',
    title: '{brand} にポストの表示を許可',
    text: 'いつ戻ってもご自身のポストを表示できるよう、X アカウントとの連携を維持する許可が必要です。次の X の画面で許可すると、このページに戻ります。',
    seen1: 'ご自身のポスト、返信、リポストとその本文',
    seen2: '投稿日時',
    seen3: 'X で開くためのアドレス',
    never1: '投稿、いいね、フォロー、変更',
    never2: 'メッセージやブックマークの閲覧',
    never3: 'ポストのコピーの保存',
    footer:
      'X には、あなたが見られるすべてのポストを見る権限より小さなものがありません。そのうちご自身のポストだけを、このページを開くたびに読み取ります。許可は X の設定でいつでも取り消せます。',
  },
} satisfies Translation<typeof en>
