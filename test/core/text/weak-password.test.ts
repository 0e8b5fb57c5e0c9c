import { describe, expect, test } from 'vitest'
import { passwordWeakness } from '#core/text/weak-password'

const owner = {
  username: 'an.tran',
  officeNames: ['Phường Đông Hà', 'Trung tâm Phục vụ hành chính công phường Đông Hà'],
}

describe('a password that is tried first', () => {
  test.each([
    ['1234567890', 'sequence'],
    ['0987654321', 'sequence'],
    ['abcdefghij', 'sequence'],
    ['qwertyuiop', 'sequence'],
    ['QWERTYUIOP', 'sequence'],
    ['qwertyuiop1', 'sequence'],
    ['asdfghjkl;', 'sequence'],
    ['1q2w3e4r5t', 'sequence'],
    ['1qaz2wsx3edc', 'sequence'],
    ['zaq1xsw2cde3', 'sequence'],
    ['abcd1234!@#$', 'sequence'],
    ['11223344556677', 'sequence'],
    ['a1b2c3d4e5', 'sequence'],
    ['aaaaaaaaaa', 'repeated_signs'],
    ['1111111111', 'repeated_signs'],
    ['abababababab', 'repeated_signs'],
    ['123123123123', 'repeated_signs'],
    ['abc1abc1abc1', 'repeated_signs'],
    ['an.tran2026', 'contains_username'],
    ['antran123456', 'contains_username'],
    ['AN.TRAN.AN.TRAN', 'contains_username'],
    ['phuongdongha', 'contains_office'],
    ['Phường Đông Hà', 'contains_office'],
    ['dongha2026!', 'contains_office'],
    ['DongHa@123456', 'contains_office'],
    ['password123', 'common_password'],
    ['P@ssw0rd2026', 'common_password'],
    ['matkhau123', 'common_password'],
    ['Mật khẩu 123', 'common_password'],
    ['admin@2026', 'common_password'],
    ['iloveyou99', 'common_password'],
    ['hailong2026', 'common_password'],
    ['vietnam1975', 'common_password'],
  ])('%s is refused as %s', (password, weakness) => {
    expect(passwordWeakness(password, owner)).toBe(weakness)
  })
})

test.each([
  'mot-mat-khau-du-dai',
  'mot cau de nho',
  'con mèo nhà tôi tên Mun',
  'k3v9-x2mq-7tzp',
  'Sáng nay trời mưa',
  'cay buoi truoc san',
])('%s is taken', (password) => {
  expect(passwordWeakness(password, owner)).toBeNull()
})

test('a sentence in which fingers happen to run along a few keys is taken', () => {
  expect(passwordWeakness('mat-khau-thu-nhat', owner)).toBeNull()
})
