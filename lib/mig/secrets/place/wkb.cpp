#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "mig/secrets/character.hpp"
#include "mig/secrets/place/wkt.hpp"

namespace mig::secrets {
namespace {

constexpr auto kLiterals = std::to_array<std::string_view>(
    {"0101000000", "0102000000", "0103000000", "0104000000", "0105000000", "0106000000",
     "0107000000", "0101000020", "0102000020", "0103000020", "0104000020", "0105000020",
     "0106000020", "0107000020", "0101000080", "01010000a0", "01020000a0", "01030000a0",
     "01060000a0", "0101000060", "01010000e0", "01e9030000", "01ea030000", "01eb030000",
     "0000000001", "0000000003", "0020000001", "0020000002", "0020000003", "0020000006"});

constexpr unsigned kHasZ = 0x80000000U;
constexpr unsigned kHasM = 0x40000000U;
constexpr unsigned kHasSrid = 0x20000000U;
constexpr unsigned kMostDimensions = 4;
constexpr unsigned kDeepest = 8;

/// Reads binary values out of hex digits. What is short reads as a failure for good.
class HexReader {
 public:
  explicit HexReader(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  bool failed() const { return failed_; }
  std::size_t at() const { return at_; }
  void set_little_endian(bool is_little) { is_little_ = is_little; }

  std::uint64_t read(unsigned bytes) {
    std::uint64_t value = 0;
    for (unsigned i = 0; i < bytes; ++i) {
      const char high = at_or_nul(text_, at_);
      const char low = at_or_nul(text_, at_ + 1);
      if (failed_ || !is_hex(high) || !is_hex(low)) {
        failed_ = true;
        return 0;
      }
      const std::uint64_t byte = hex_value(high) * 16U + hex_value(low);
      value = is_little_ ? value | byte << (8 * i) : value << 8U | byte;
      at_ += 2;
    }
    return value;
  }

 private:
  std::string_view text_;
  std::size_t at_;
  bool is_little_ = true;
  bool failed_ = false;
};

// How many decimals a binary number was written with: those of its shortest spelling.
Number shortest(double value, std::size_t begin, std::size_t end) {
  Number number;
  number.value = value;
  number.begin = begin;
  number.end = end;
  std::array<char, 64> digits{};
  const auto written =
      std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed);
  if (written.ec != std::errc{}) return number;
  const std::string_view spelling(digits.data(),
                                  static_cast<std::size_t>(written.ptr - digits.data()));
  const auto point = spelling.find('.');
  if (point != std::string_view::npos)
    number.decimals = static_cast<int>(spelling.size() - point - 1);
  else
    for (auto i = spelling.size(); i > 1 && spelling[i - 1] == '0'; --i) ++number.zeros;
  return number;
}

bool read_positions(HexReader& in, std::uint64_t count, unsigned dimensions, Geometry& geometry) {
  for (std::uint64_t i = 0; i < count; ++i) {
    std::array<double, kMostDimensions> values{};
    const std::size_t begin = in.at();
    std::size_t end_of_pair = begin;
    for (unsigned d = 0; d < dimensions; ++d) {
      values[d] = std::bit_cast<double>(in.read(8));
      if (d == 1) end_of_pair = in.at();
    }
    if (in.failed()) return false;
    if (std::isnan(values[0]) && std::isnan(values[1])) continue;  // POINT EMPTY
    if (!(std::abs(values[0]) < 1e8) || !(std::abs(values[1]) < 1e8)) return false;
    if ((values[0] != 0 && std::abs(values[0]) < 1e-12) ||
        (values[1] != 0 && std::abs(values[1]) < 1e-12))
      return false;  // no length on earth: hex digits of something else
    geometry.add(shortest(values[0], begin, end_of_pair), shortest(values[1], begin, end_of_pair));
  }
  return true;
}

bool read_geometry(HexReader& in, Geometry& geometry, unsigned depth) {
  if (depth > kDeepest) return false;
  const auto order = in.read(1);
  if (in.failed() || order > 1) return false;
  in.set_little_endian(order == 1);
  auto type = static_cast<std::uint32_t>(in.read(4));
  unsigned dimensions = 2U + ((type & kHasZ) != 0 ? 1U : 0U) + ((type & kHasM) != 0 ? 1U : 0U);
  if ((type & kHasSrid) != 0) geometry.set_srid(static_cast<int>(in.read(4) & 0xFFFFFFU));
  type &= ~(kHasZ | kHasM | kHasSrid);
  const std::uint32_t thousands = type / 1000;  // ISO: 1001 is a point with Z
  if (thousands > 3) return false;
  dimensions += thousands == 3 ? 2U : thousands == 0 ? 0U : 1U;
  type %= 1000;
  if (type == 0 || type > 17 || dimensions > kMostDimensions) return false;
  if (type == 1) return read_positions(in, 1, dimensions, geometry);
  const auto count = in.read(4);
  if (in.failed()) return false;
  if (type == 2 || type == 8) return read_positions(in, count, dimensions, geometry);
  const bool has_rings = type == 3 || type == 17;
  for (std::uint64_t i = 0; i < count; ++i) {
    if (has_rings) {
      const auto positions = in.read(4);
      if (in.failed() || !read_positions(in, positions, dimensions, geometry)) return false;
    } else if (!read_geometry(in, geometry, depth + 1)) {
      return false;
    }
  }
  return true;
}

}  // namespace

std::span<const std::string_view> wkb_literals() {
  return kLiterals;
}

std::optional<Geometry> read_hex_wkb(std::string_view text, std::size_t begin) {
  const bool has_prefix = begin >= 2 && (text[begin - 1] == 'x' || text[begin - 1] == 'X') &&
                          (text[begin - 2] == '0' || text[begin - 2] == '\\');
  if (begin > 0 && !has_prefix && is_hex(text[begin - 1])) {
    // MySQL keeps four bytes of reference system before: 0xE6100000 0101000000...
    const bool has_srid = begin >= 8 && stands_at(text, begin - 8, "e6100000") &&
                          (begin == 8 || !is_hex(text[begin - 9]));
    if (!has_srid) return std::nullopt;
  }
  HexReader in(text, begin);
  Geometry geometry;
  if (!read_geometry(in, geometry, 0) || in.failed()) return std::nullopt;
  if (is_hex(at_or_nul(text, in.at())) || geometry.empty()) return std::nullopt;
  if (geometry.srid() == 0) geometry.set_srid(srid_behind(text, in.at()));
  geometry.cover(begin, in.at());
  return geometry;
}

}  // namespace mig::secrets
