import type { gate as en } from '#lib/messages/en/gate'
import type { Translation } from '#lib/messages/translation'

export const gate = {
  wait: '{service} から待機を求められています',
  silent: '{service} が応答していません',
  unpaid: '現在、{service} はこのサイトに応答しません',
  unpaidText:
    '運営者が {provider} に支払っている利用枠を使い切りました。お客様の問題ではなく、失われたものもありません。運営者に知らせるか、後でもう一度お試しください。',
  ended: '{provider} アカウントへのアクセス権が終了しました',
  endedText: {
    drive: 'ここには引き続きログインしています。再連携すると、ファイルが再び表示され、このページに戻ります。',
    posts: 'ここには引き続きログインしています。再連携すると、ポストが再び表示され、このページに戻ります。',
  },
  reconnect: '再連携',
  moment: 'お客様の問題ではなく、失われたものもありません。しばらくしてから、もう一度お試しください。',
  seconds:
    'お客様の問題ではなく、失われたものもありません。約 {count, plural, other {#\u00a0秒}}後に、もう一度お試しください。',
  minutes:
    'お客様の問題ではなく、失われたものもありません。約 {count, plural, other {#\u00a0分}}後に、もう一度お試しください。',
  hour: 'お客様の問題ではなく、失われたものもありません。約 1\u00a0時間後に、もう一度お試しください。',
  from: '再び応答する時刻：<time></time>',
  turnedOff:
    'ここではオフになっており、使用していません。{provider} の許可は残っているため、オンにするとそのままこのページで使えます。',
  organisation: '組織によって許可されていません',
  organisationText:
    'この {provider} アカウントの管理者が、このサイトによる {service} の利用を許可していません。管理者にお問い合わせください。許可されるまでは、やり直しても解決しません。',
  account: '{provider} は、このアカウントによる {service} の利用を許可していません',
  accountHere: '{provider} は、このアカウントをここで使うことを許可していません',
  accountText: {
    google:
      'アカウント自体に問題があります。Google アカウントをご確認ください。管理されているアカウントの場合は、管理者にお問い合わせください。',
    facebook: 'アカウント自体に問題があります。Facebook を開くと、問題の内容と対処方法が表示されます。',
    twitter:
      'アカウント自体に問題があります。ロックまたは凍結されている可能性があります。X を開くと、状況と対処方法が表示されます。',
  },
  unclear: '{provider} が許可していませんが、理由は示されていません',
  unclearText: {
    google:
      '組織やネットワークのルール、またはこのサイトの不具合の可能性があります。管理されているアカウントの場合は管理者に、そうでなければこのサイトの運営者にお知らせください。',
    facebook:
      'Facebook のアカウント、またはこのサイトに原因がある可能性があります。Facebook を確認し、問題がなければこのサイトの運営者にお知らせください。',
    twitter:
      'X のアカウント、またはこのサイトに原因がある可能性があります。X を確認し、問題がなければこのサイトの運営者にお知らせください。',
  },
  off: 'このサイトは現在 {provider} に対応していません',
  offText:
    'このページは {service} に関するものです。{service} にあるものには影響ありません。運営者にお問い合わせください。',
  none: 'ここには {provider} のアカウントが連携されていません',
  noneText:
    'このページは {service} に関するものです。{provider} アカウントを連携すると、ログイン方法の 1\u00a0つとしても使えます。',
  connect: '{provider} アカウントを連携',
  choice: '{provider} アカウント',
  gone: '指定されたアカウントは連携されていません。表示しているのは {account} です',
} satisfies Translation<typeof en>
