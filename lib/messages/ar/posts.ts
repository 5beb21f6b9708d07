import type { posts as en } from '#lib/messages/en/posts'
import type { Translation } from '#lib/messages/translation'

export const posts = {
  about: 'ما نشرته على X.',
  of: 'ما نشره <name></name> على {provider}',
  posts: 'المنشورات',
  waiting: 'يبحث X …',
  kinds: 'أي المنشورات',
  filter: { all: 'الكل', written: 'من دون إعادة النشر', own: 'من دون إعادة النشر والردود' },
  summary: {
    all: '{count, plural, zero {# منشور} one {منشور واحد} two {منشوران} few {# منشورات} many {# منشورًا} other {# منشور}}، الأحدث أولًا.',
    first:
      '{count, plural, zero {أول # منشور} one {أول منشور} two {أول منشورين} few {أول # منشورات} many {أول # منشورًا} other {أول # منشور}}، الأحدث أولًا.',
    next: '{count, plural, zero {# منشور تالٍ} one {المنشور التالي} two {المنشوران التاليان} few {المنشورات التالية وعددها #} many {المنشورات التالية وعددها #} other {المنشورات التالية وعددها #}}، الأحدث أولًا.',
    last: '{count, plural, zero {آخر # منشور} one {آخر منشور} two {آخر منشورين} few {آخر # منشورات} many {آخر # منشورًا} other {آخر # منشور}}، الأحدث أولًا.',
  },
  hiddenAll: 'لا يعرض X أيًا من منشورات هذه الصفحة',
  hiddenAllText:
    'لديه هنا {count, plural, zero {# منشور} one {منشور واحد} two {منشوران} few {# منشورات} many {# منشورًا} other {# منشور}}، ولا يذكر إلا أنه لا يعرضها، أو لا يعرضها الآن.',
  nothingHere: 'لا شيء في هذه الصفحة',
  nothingHereText: 'لدى X أكثر من هذه الصفحة: قد يكون هناك شيء في التالية.',
  noMore: 'لا مزيد من المنشورات',
  noMoreText: 'لا يدرج X أكثر من آخر {most, number}. وربما حُذف ما كان في هذه الصفحة منذ ذلك الحين.',
  noneSuch: 'لا توجد منشورات كهذه',
  noneSuchText: 'طُلب من X استثناء بعضها. قد توجد منشورات أخرى.',
  empty: 'لا توجد منشورات',
  emptyText: 'ما تنشره على X بهذا الحساب سيظهر هنا.',
  hidden:
    'أسقط X هنا {count, plural, zero {# منشور} one {منشورًا واحدًا} two {منشورين} few {# منشورات} many {# منشورًا} other {# منشور}}',
  hiddenText: 'لا يذكر X السبب ولا المدة. وما عدا ذلك كله هنا.',
  restarted: 'لم تعد تلك الصفحة موجودة، وهذه هي الأولى',
  restartedText: 'لا يحتفظ X بالموضع في القائمة إلا لبعض الوقت.',
  kind: { reply: 'رد', quote: 'اقتباس', repost: 'إعادة نشر' },
  cut: 'لا يعرض لنا X إلا بدايته.',
  noText: 'لا شيء يمكن عرضه نصًا',
  openX: 'فتح X',
  openAt: 'فتحه على X',
} satisfies Translation<typeof en>
