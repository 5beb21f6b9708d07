/** What this application does with a provider beyond signing in (lib/provider/features.ts). */
export const features = {
  drive: {
    name: 'Drive',
    reconnect: 'see your files again',
    permission: 'see information about your files in Drive',
    permissionText:
      'Names, types, sizes, owners and dates. Never what is in them, and nothing can be changed.',
    title: 'Let {brand} list your files',
    text: 'To show your recent files here, and to search them, we need your permission to see information about them. Google asks you on the next screen, where you tick the box; then you come back to this page.',
    seen1: 'Names and types of your files, and how large they are',
    seen2: 'Who owns them',
    seen3: 'When they were last changed',
    seen4: 'Their addresses, to open them in Drive',
    never1: 'Open your files or see what is in them',
    never2: 'Change, share or delete anything',
    never3: 'Keep a copy of the list',
    footer:
      'The permission covers everything that Drive knows about a file except its contents. Of that we read what is listed above, each time you open this page. You can take the permission back at any time in your Google Account.',
  },
  posts: {
    name: 'Posts',
    reconnect: 'see your posts again',
    permission: 'stay connected to X, to show you your posts',
    permissionText:
      'Your own posts are read when you open their page, and none is kept. Nothing can be changed.',
    title: 'Let {brand} show your posts',
    text: 'To show your own posts here whenever you come back, we need your permission to stay connected to your X account. X asks you on the next screen; then you come back to this page.',
    seen1: 'Your own posts, replies and reposts, with their text',
    seen2: 'When you posted them',
    seen3: 'Their addresses, to open them at X',
    never1: 'Post, like, follow or change anything',
    never2: 'Read your messages or your bookmarks',
    never3: 'Keep a copy of your posts',
    footer:
      'X knows no smaller permission than to see every post that you can see. Of that we read your own, each time you open this page. You can take the permission back at any time in the settings of X.',
  },
} as const
