#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "mig/secrets/person/forms.hpp"
#include "mig/secrets/word_list.hpp"

namespace mig::secrets {
namespace {

struct Network {
  std::uint32_t address;
  unsigned bits;
};

constexpr std::uint32_t ipv4(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
  return a << 24U | b << 16U | c << 8U | d;
}

// Networks that belong to nobody, and hosts that belong to everybody.
constexpr std::array kNotPersonal = {
    Network{ipv4(0, 0, 0, 0), 8},         Network{ipv4(10, 0, 0, 0), 8},
    Network{ipv4(100, 64, 0, 0), 10},     Network{ipv4(127, 0, 0, 0), 8},
    Network{ipv4(169, 254, 0, 0), 16},    Network{ipv4(172, 16, 0, 0), 12},
    Network{ipv4(192, 0, 0, 0), 24},      Network{ipv4(192, 0, 2, 0), 24},
    Network{ipv4(192, 88, 99, 0), 24},    Network{ipv4(192, 168, 0, 0), 16},
    Network{ipv4(198, 18, 0, 0), 15},     Network{ipv4(198, 51, 100, 0), 24},
    Network{ipv4(203, 0, 113, 0), 24},    Network{ipv4(224, 0, 0, 0), 3},
    Network{ipv4(8, 8, 8, 8), 32},        Network{ipv4(8, 8, 4, 4), 32},
    Network{ipv4(1, 1, 1, 1), 32},        Network{ipv4(1, 0, 0, 1), 32},
    Network{ipv4(9, 9, 9, 9), 32},        Network{ipv4(208, 67, 222, 222), 32},
    Network{ipv4(208, 67, 220, 220), 32}, Network{ipv4(1, 2, 3, 4), 32},
    Network{ipv4(4, 4, 4, 4), 32},        Network{ipv4(5, 6, 7, 8), 32}};

bool is_public_ipv4(std::string_view text) {
  std::uint32_t address = 0;
  for (int octet = 0; octet < 4; ++octet) {
    if (octet > 0) {
      if (text.empty() || text[0] != '.') return false;
      text.remove_prefix(1);
    }
    std::uint32_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    const auto digits = static_cast<std::size_t>(read.ptr - text.data());
    if (read.ec != std::errc{} || value > 255 || digits > 3 || (digits > 1 && text[0] == '0'))
      return false;
    text.remove_prefix(digits);
    address = address << 8U | value;
  }
  // An address with 0 at its end is a network.
  if (!text.empty() || (address & 0xFFU) == 0) return false;
  return std::none_of(kNotPersonal.begin(), kNotPersonal.end(), [address](const Network& network) {
    return (address ^ network.address) >> (32 - network.bits) == 0;
  });
}

// Groups of hex digits, at most one gap. Answers how many groups there are, or -1.
int count_groups(std::string_view text, std::uint32_t& first, std::uint32_t& second) {
  int groups = 0;
  bool has_gap = false;
  std::size_t at = 0;
  while (at < text.size()) {
    std::uint32_t value = 0;
    const auto read = std::from_chars(text.data() + at, text.data() + text.size(), value, 16);
    const auto digits = static_cast<std::size_t>(read.ptr - text.data()) - at;
    if (read.ec != std::errc{} || digits > 4) return -1;
    if (groups == 0) first = value;
    if (groups == 1 && !has_gap) second = value;
    ++groups;
    at += digits;
    if (at == text.size()) break;
    if (text[at] != ':') return -1;
    ++at;
    if (at < text.size() && text[at] == ':') {
      if (has_gap) return -1;
      has_gap = true;
      ++at;
    } else if (at == text.size()) {
      return -1;
    }
  }
  return has_gap ? (groups <= 7 ? groups : -1) : (groups == 8 ? groups : -1);
}

bool is_public_ipv6(std::string_view text) {
  static constexpr auto kResolvers = std::to_array<std::string_view>(
      {"2001:4860:4860::8888", "2001:4860:4860::8844", "2606:4700:4700::1111",
       "2606:4700:4700::1001", "2620:fe::fe", "2620:fe::9"});
  if (is_one_of(text, kResolvers)) return false;
  std::uint32_t first = 0;
  std::uint32_t second = 0;
  const int groups = count_groups(text, first, second);
  if (groups < 2 || first < 0x2000 || first > 0x3FFF) return false;
  const bool is_documentation = (first == 0x2001 && second == 0x0DB8) ||
                                (first == 0x3FFF && second < 0x1000) ||
                                (first == 0x2001 && second < 0x0200);
  return !is_documentation;
}

}  // namespace

bool is_public_ip(std::string_view written) {
  constexpr std::size_t kLongest = 60;
  if (written.size() < 7 || written.size() > kLongest) return false;
  if (written.front() == '[') {
    const auto close = written.find(']');
    if (close == std::string_view::npos) return false;
    return is_public_ipv6(written.substr(1, close - 1));
  }
  // One host may be written as a network of one; larger ones are nobody's.
  const auto slash = written.find('/');
  if (slash != std::string_view::npos) {
    const std::string_view bits = written.substr(slash + 1);
    if (bits != "32" && bits != "128") return false;
    written = written.substr(0, slash);
  }
  if (written.find('.') != std::string_view::npos) {
    if (written.substr(0, 7) == "::ffff:") written.remove_prefix(7);
    return is_public_ipv4(written.substr(0, written.find(':')));
  }
  return is_public_ipv6(written);
}

}  // namespace mig::secrets
