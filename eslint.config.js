import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'
import svelteConfig from './svelte.config.js'

const tests = ['test/**/*.ts']
const configs = ['**/*.config.ts', '**/*.config.js']

/**
 * Set by `npm test`, which has svelte-check ask the types: the lint rules that need them take two thirds of a whole run.
 * `npm run check` and `npm run test:full` ask all of them.
 */
const isQuick = process.env.HAILONG_QUICK === '1'

const inlineTypes = [
  {
    selector: 'ImportSpecifier[importKind="type"], ExportSpecifier[exportKind="type"]',
    message: 'Write `import type { X } from` on its own line: the inline form keeps the whole module in the bundle.',
  },
]
const defaultExports = [{ selector: 'ExportDefaultDeclaration', message: 'Export it by name.' }]

const { languageOptions, rules } = ts.configs.disableTypeChecked
/** Nothing that needs to know the types. */
const withoutTypes = { languageOptions, rules }

export default ts.config(
  { ignores: ['dist/', 'data/', 'bundle/', 'node_modules/', '.hailong-*/'] },
  js.configs.recommended,
  ...ts.configs.recommendedTypeChecked,
  ...svelte.configs.recommended,
  ...svelte.configs.prettier,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: {
      globals: { ...globals.node, ...globals.browser },
      // The same for every file: projects with other file extensions would be loaded a second time.
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname, extraFileExtensions: ['.svelte'] },
    },
    rules: {
      eqeqeq: 'error',
      'max-depth': ['error', 3],
      'max-lines': ['error', { max: 250 }],
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...inlineTypes, ...defaultExports],
      'no-undef': 'off',
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/max-params': ['error', { max: 3 }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      // Fastify plugins and handlers are async by contract, whether or not they wait for something.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // Statements and queries are interfaces with methods that use no `this`.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      'svelte/no-at-html-tags': 'error',
      // The front ends keep their own routes; these rules are for SvelteKit.
      'svelte/no-navigation-without-resolve': 'off',
      // What another component exports has no type here; svelte-check sees it and checks these.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      // A local URLSearchParams, Map or Date that nobody watches is no state.
      'svelte/prefer-svelte-reactivity': 'off',
      // Props are bound with `let` where one of them changes.
      'prefer-const': 'off',
    },
  },
  ...(isQuick ? [withoutTypes] : []),
  {
    files: tests,
    rules: {
      'max-lines': ['error', { max: 400 }],
      '@typescript-eslint/consistent-type-assertions': 'off',
      '@typescript-eslint/max-params': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: configs,
    rules: {
      'no-restricted-syntax': ['error', ...inlineTypes],
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  {
    files: [
      'scripts/**',
      'server/cli/**',
      'server/start/**',
      'server/demo/**',
      'server/cli.ts',
      'server/main.ts',
      'test/bench/**',
    ],
    rules: { 'no-console': 'off' },
  },
  { files: ['**/*.js'], ...ts.configs.disableTypeChecked },
)
