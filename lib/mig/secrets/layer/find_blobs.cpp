#include "mig/secrets/layer/find_blobs.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <string>

#include "mig/secrets/layer/blob_taste.hpp"
#include "mig/secrets/layer/byte_masks.hpp"
#include "mig/secrets/layer/digits.hpp"
#include "mig/secrets/layer/inflate.hpp"
#include "mig/secrets/layer/packed.hpp"
#include "mig/secrets/layer/text_shape.hpp"
#include "mig/secrets/layer/wide.hpp"

namespace mig::secrets::layer {
namespace {

/// Digits in a row that are looked at: 12 bytes in base64.
constexpr std::size_t kLeastRun = 16;
constexpr std::size_t kLeastPairs = 10;
constexpr std::size_t kLeastDecimals = 40;

constexpr std::uint8_t kLower = 1;
constexpr std::uint8_t kUpper = 2;
constexpr std::uint8_t kDivider = 4;

constexpr std::array<std::uint8_t, 256> make_cases() {
  std::array<std::uint8_t, 256> cases{};
  for (unsigned i = 0; i < 26; ++i) {
    cases['a' + i] = kLower;
    cases['A' + i] = kUpper;
  }
  cases['/'] = cases['+'] = cases['-'] = cases['_'] = kDivider;
  return cases;
}
constexpr std::array<std::uint8_t, 256> kCases = make_cases();

class BlobFinder {
 public:
  BlobFinder(std::string_view text, const Sink& sink) : text_(text), sink_(sink) {}

  void run() {
    std::size_t at = 0;
    while (at < text_.size()) at = scan(at);
  }

 private:
  bool in(std::size_t at) const { return is_digit_of(kBase64Digits, text_[at]); }

  /// Goes through one mask of bytes from `at` on; returns where to go on.
  std::size_t scan(std::size_t at) {
    const std::uint64_t digits = digit_mask(text_, at);
    const auto leading = static_cast<std::size_t>(std::countr_one(digits));
    const std::size_t reach = carried_ + leading;
    if (reach >= kLeastRun && leading < kMaskBytes) return visit(at + leading - 1);
    // Bits at which kLeastRun digits begin.
    std::uint64_t runs = digits & (digits >> 1U);
    runs &= runs >> 2U;
    runs &= runs >> 4U;
    runs &= runs >> 8U;
    if (runs != 0) return visit(at + static_cast<std::size_t>(std::countr_zero(runs)));
    // A divider and two digits, over and over: four times within these bytes are enough to look.
    std::uint64_t pairs = ~digits & (digits >> 1U) & (digits >> 2U);
    pairs &= pairs >> 3U;
    pairs &= pairs >> 6U;
    if (pairs != 0) {
      const std::size_t next = visit_pairs(at + static_cast<std::size_t>(std::countr_zero(pairs)));
      if (next > at) return next;
    }
    carried_ = static_cast<std::size_t>(std::countl_one(digits));
    return at + kMaskBytes;
  }

  std::size_t visit(std::size_t at) {
    std::size_t begin = at;
    while (begin > floor_ && in(begin - 1)) --begin;
    std::size_t end = at + 1;
    while (end < text_.size()) {
      const auto more = static_cast<std::size_t>(std::countr_one(digit_mask(text_, end)));
      end += more;
      if (more < kMaskBytes) break;
    }
    std::size_t next = end;
    if (end - begin >= kLeastRun) next = std::max(end, look_at(begin, end));
    floor_ = next;
    carried_ = 0;
    return next;
  }

  std::size_t look_at(std::size_t begin, std::size_t end) {
    if (const std::size_t done = look_for_hex(begin, end); done != 0) return done;
    // Names are many: no text encodes to letters of one case.
    constexpr std::size_t kSample = 96;
    unsigned letters = 0;
    for (const char byte : text_.substr(begin, std::min(end - begin, kSample))) {
      letters |= kCases[static_cast<unsigned char>(byte)];
    }
    const bool is_mixed = (letters & (kLower | kUpper)) == (kLower | kUpper);
    if (is_mixed) return look_for_base64(begin, end);
    return (letters & kDivider) == 0 ? look_for_base32(begin, end) : 0;
  }

  /// The longest hex digits may follow a name: `key_706f...`, `0x706f...`, `\x706f...`.
  std::size_t look_for_hex(std::size_t begin, std::size_t end) {
    if (text_[begin + 2] == '-' && text_[begin + 5] == '-' && text_[begin + 8] == '-')
      return visit_pairs(begin + 2);
    std::size_t first = end;
    while (first > begin && is_digit_of(kHexDigits, text_[first - 1])) --first;
    if (end - first < kLeastRun) return 0;
    const std::string_view digits = text_.substr(first, end - first);
    const bool only_decimal = std::all_of(digits.begin(), digits.begin() + kLeastRun,
                                          [](char digit) { return digit <= '9'; });
    // Long numbers are many, and decode to digits and marks.
    if (only_decimal && digits.size() < kLeastDecimals) return 0;
    return take(Radix::hex, first, end, true);
  }

  /// A path or a name may stand before the blob: `secret/cG9z...`; its digits shift all others.
  std::size_t look_for_base64(std::size_t begin, std::size_t end) {
    if (const std::size_t done = take(Radix::base64, begin, end, true); done != 0) return done;
    constexpr std::size_t kMostPrefix = 64;
    const std::size_t most = std::min(end, begin + kMostPrefix);
    for (std::size_t at = begin; at < most && end - at > kLeastRun; ++at) {
      const char byte = text_[at];
      const bool divides = byte == '/' || byte == '-' || byte == '_' || byte == '+';
      // A few letters before a blob, as of `\n`, are no more than three; names are short and many.
      const bool is_shift = at < begin + 3 && end - begin >= 2 * kLeastRun;
      if (!divides && !is_shift) continue;
      if (kBase64Digits[static_cast<unsigned char>(text_[at + 1])] >= 32) continue;
      const std::size_t done = take(Radix::base64, at + 1, end, false);
      if (done != 0) return done;
    }
    return 0;
  }

  std::size_t look_for_base32(std::size_t begin, std::size_t end) {
    const auto is_digit = [](char byte) { return is_digit_of(kBase32Digits, byte); };
    const std::size_t sample = std::min(end, begin + kLeastRun);
    if (!std::all_of(text_.begin() + static_cast<std::ptrdiff_t>(begin),
                     text_.begin() + static_cast<std::ptrdiff_t>(sample), is_digit)) {
      return 0;
    }
    while (end > begin && !is_digit(text_[end - 1])) --end;
    const std::string_view run = text_.substr(begin, end - begin);
    return std::all_of(run.begin(), run.end(), is_digit) ? take(Radix::base32, begin, end, true)
                                                         : 0;
  }

  /// Decodes a run whose first bytes are worth it. 0: they were not.
  std::size_t take(Radix radix, std::size_t begin, std::size_t end, bool from_start) {
    const std::string_view run = text_.substr(begin, end - begin);
    const Taste taste = taste_of(run, radix, from_start);
    if (taste == Taste::nothing) return from_start ? take_raw(radix, begin, end) : 0;
    std::string bytes;
    const std::size_t done =
        WrappedDigits(text_, radix, begin, end).decode(bytes, taste == Taste::text);
    return show(radix, std::move(bytes), taste, span_of(begin, done)) ? done : 0;
  }

  bool show(Radix radix, std::string&& bytes, Taste taste, Span blob) {
    constexpr std::string_view kNames[] = {"base64", "base32", "hex"};
    if (taste == Taste::packed) return open_packed(bytes, {blob, false}, sink_);
    if (taste == Taste::wide) {
      if (const auto form = wide_form_of(bytes)) bytes = from_wide(bytes, *form);
      if (!starts_as_text(bytes)) return false;
    }
    if (!holds_something(bytes)) return false;
    if (!sink_.afford(bytes.size(), blob)) return true;
    sink_.emit_whole(std::move(bytes), kNames[static_cast<std::size_t>(radix)], blob);
    return true;
  }

  /// Deflate has no magic. What is as long as a digest or a key is left alone.
  std::size_t take_raw(Radix radix, std::size_t begin, std::size_t end) {
    const std::string_view run = text_.substr(begin, end - begin);
    if (run.size() < 40 || radix == Radix::base32) return 0;
    const std::string head = WrappedDigits::taste(run, radix, 24);
    if (head.size() < 24 || !may_be_deflate(head)) return 0;
    const std::size_t size = radix == Radix::hex ? run.size() / 2 : run.size() * 3 / 4;
    if (size == 32 || size == 48 || size == 64) return 0;
    // The first line inflates alone, or it is none.
    const std::string line = WrappedDigits::taste(run, radix, 256);
    const Inflated sample = inflate_stream(line, Deflate::raw, 4096);
    if (sample.bytes.size() < kLeastDecoded || !starts_as_text(sample.bytes)) return 0;
    std::string bytes;
    const std::size_t done = WrappedDigits(text_, radix, begin, end).decode(bytes, false);
    return open_raw_deflate(bytes, {span_of(begin, done), false}, sink_) ? done : 0;
  }

  static bool divides(char byte) {
    return byte == ' ' || byte == ':' || byte == '-' || byte == ',' || byte == '.';
  }

  bool is_pair(std::size_t at) const {
    return at + 2 <= text_.size() && is_digit_of(kHexDigits, text_[at]) &&
           is_digit_of(kHexDigits, text_[at + 1]);
  }

  /// Hex digits in pairs, `70 6f 73` or `70:6f:73`, over lines too; `at` is a divider. Returns
  /// their end, or 0 when these are none.
  std::size_t visit_pairs(std::size_t at) {
    if (!is_pair(at + 1) || at + 3 >= text_.size()) return 0;
    const char divider = text_[at + 3];
    if (!divides(divider)) return 0;
    std::size_t begin = at + 1;
    while (begin >= floor_ + 3 && text_[begin - 1] == divider && is_pair(begin - 3)) begin -= 3;
    std::string digits;
    std::size_t end = begin;
    for (std::size_t pair = begin; is_pair(pair); pair = behind_divider(end, divider)) {
      digits.append(text_.substr(pair, 2));
      end = pair + 2;
    }
    floor_ = end;
    carried_ = 0;
    if (digits.size() < 2 * kLeastPairs) return end;
    std::string bytes = WrappedDigits::taste(digits, Radix::hex, digits.size());
    const Taste taste = taste_of(bytes);
    if (taste != Taste::nothing) show(Radix::hex, std::move(bytes), taste, span_of(begin, end));
    return end;
  }

  /// Behind one divider, and the blanks of a line break. Where none stands the text ends.
  std::size_t behind_divider(std::size_t at, char divider) const {
    constexpr std::size_t kMostBlanks = 16;
    const std::size_t begin = at;
    if (at < text_.size() && text_[at] == divider) ++at;
    const std::size_t most = std::min(text_.size(), at + kMostBlanks);
    while (at < most && (text_[at] == '\n' || text_[at] == '\r' || text_[at] == ' ')) ++at;
    return at == begin ? text_.size() : at;
  }

  std::string_view text_;
  const Sink& sink_;
  std::size_t floor_ = 0;    ///< what lies before was looked at
  std::size_t carried_ = 0;  ///< digits at the end of the mask before
};

}  // namespace

void find_blobs(const Text& text, const Sink& sink) {
  BlobFinder(text.bytes, sink).run();
}

}  // namespace mig::secrets::layer
