#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "mig/secrets/detection.hpp"
#include "mig/secrets/text.hpp"

namespace mig::secrets {

/// Where a pattern stands.
enum class TokenForm : std::uint8_t {
  token,     ///< as said by `anchored`: the provider marks its tokens
  assigned,  ///< the pattern is of the value alone; the literal is a word of the name before it
};

/// How the credentials of one provider look. A row of data: tables of it stand in this folder, one
/// file per sector, with samples that the tests hold them against.
struct TokenFormat {
  std::string_view rule;   ///< "secret-github-pat"
  std::string_view title;  ///< "GitHub personal access token": ends in words for a report
  /// Lower case, at least three bytes; found whatever the case of the text. One of them stands in
  /// or before every match.
  std::span<const std::string_view> literals;
  /// RE2. Group 1 is the secret; the whole match without a group.
  std::string_view pattern;
  /// The pattern begins right at the literal (`anchored`), or anywhere in a window around it.
  bool anchored = true;
  /// Of the window, when it is not anchored; else by how much the match begins before the literal.
  std::uint16_t bytes_before = 0;
  std::uint16_t bytes_after = 400;                      ///< of the window
  double min_entropy = 0;                               ///< of the secret, bits per byte
  bool (*is_valid)(std::string_view secret) = nullptr;  ///< checksum, shape; null: none
  std::span<const std::string_view> positives;  ///< texts in which exactly this format is found
  std::span<const std::string_view> negatives;  ///< texts in which it is not
  TokenForm form = TokenForm::token;
  Confidence confidence = Confidence::high;
  bool joins_words = false;       ///< letters may stand right before it
  bool may_end_anywhere = false;  ///< and right after it
  bool may_be_masked = false;     ///< a row of x is no reason to drop it
  bool keeps_case = false;        ///< the literal stands in one case or capitalized: `Okta`
  std::string_view near = {};     ///< lower case; has to stand within a few lines of the value
  /// Whether the digits that check the others are right; wrong ones only lower the confidence,
  /// because what somebody shortened or altered by hand still tells most of a token.
  bool (*is_checked)(std::string_view secret) = nullptr;
  /// Finds what one expression cannot; instead of a pattern.
  void (*find)(const TokenFormat& format, const Text& text, Hit hit, Detections& found) = nullptr;
};

/// Every format, in a fixed order.
std::span<const TokenFormat* const> token_formats();

/// Looks for one format at a hit of one of its literals; adds what it finds.
void find_token(const TokenFormat& format, const Text& text, Hit hit, Detections& found);

}  // namespace mig::secrets
