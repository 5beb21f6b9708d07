/** Whom the pages show that look nobody up. */
export const person = {
  name: 'Ada Lovelace',
  email: 'ada@gmail.example',
  emailVerified: true,
  label: 'ada@gmail.example',
  image: 'http://127.0.0.1:4010/photos/104857600000000000001.svg',
  memberSince: '2026-11-26T08:00:00.000Z',
}
