/** What each icon draws, on a square of 24. */
export const iconPaths = {
  overview: 'M4 13h4v7H4zM10 8h4v12h-4zM16 4h4v16h-4z',
  trend: 'M4 17l5-6 4 3 7-9M4 21h16',
  criteria: 'M4 6l1.500 1.500L8 5M4 12l1.500 1.500L8 11M4 18l1.500 1.500L8 17M11 6h9M11 12h9M11 18h9',
  target: 'M12 4a8 8 0 1 0 8 8M12 8a4 4 0 1 0 4 4M12 12l8-8M16 4h4v4',
  device: 'M5 4h14v12H5zM12 16v4M8 20h8',
  list: 'M9 6h11M9 12h11M9 18h11M4 6h1M4 12h1M4 18h1',
  up: 'M12 19V5M6 11l6-6 6 6',
  down: 'M12 5v14M6 13l6 6 6-6',
  report: 'M6 3h8l5 5v13H6zM14 3v5h5M9 13h7M9 17h5',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3 20c0-3.5 2.5-6 6-6s6 2.5 6 6M16 4.5a3.5 3.5 0 0 1 0 6M18 14.500c2 .8 3 2.800 3 5.500',
  link: 'M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1',
  book: 'M12 6c-2-2-5-2-8-2v14c3 0 6 0 8 2 2-2 5-2 8-2V4c-3 0-6 0-8 2zM12 6v14',
  audit: 'M6 3h9l4 4v14H6zM15 3v4h4M9 12h7M9 16h7',
  person: 'M12 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM5 20c0-3.500 3-6 7-6s7 2.500 7 6',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  key: 'M14 10a4 4 0 1 0-4 4M13 13l7 7M17 17l2-2',
  leave: 'M10 4H5v16h5M10 12h10M16 8l4 4-4 4',
  settings: 'M4 7h10M18 7h2M4 17h2M10 17h10M14 7a2 2 0 1 0 4 0 2 2 0 1 0-4 0M6 17a2 2 0 1 0 4 0 2 2 0 1 0-4 0',
  disk: 'M4 5h16v14H4zM4 14h16M8 16.500h.01M12 16.500h4',
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'M6 6l12 12M18 6 6 18',
  download: 'M12 4v11M7 11l5 5 5-5M5 20h14',
  entry: 'M4 5h16v14H4zM4 10h16M4 14.500h16M10 10v9',
  plus: 'M12 5v14M5 12h14',
} as const
export type IconName = keyof typeof iconPaths
