#include "mig/postgres/dsn.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <libpq-fe.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <system_error>
#include <vector>

#include "mig/io/descriptor.hpp"
#include "mig/io/root.hpp"

namespace mig::postgres {
namespace {

constexpr std::uint64_t kMaxBytes = 16U << 10U;
constexpr std::size_t kShortestShowable = 4;
constexpr std::string_view kMask = "***";
constexpr std::string_view kForms =
    "write it as postgresql://user:password@host:5432/database or as host=... dbname=... user=...";

std::string percent_encoded(std::string_view text, bool upper, bool only_reserved) {
  std::string out;
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    const bool plain =
        std::isalnum(byte) != 0 || std::string_view("-._~").find(letter) != std::string_view::npos;
    const bool tolerated = only_reserved && byte < 0x80 &&
                           std::string_view(":/?#[]@%& ").find(letter) == std::string_view::npos;
    if (plain || tolerated) {
      out += letter;
    } else {
      out += upper ? fmt::format("%{:02X}", byte) : fmt::format("%{:02x}", byte);
    }
  }
  return out;
}

std::string quoted(std::string_view text) {
  std::string out;
  for (const char letter : text) {
    if (letter == '\'' || letter == '\\') out += '\\';
    out += letter;
  }
  return out;
}

void trim(std::string& text) {
  const auto blank = [](char letter) { return letter == '\n' || letter == '\r' || letter == ' '; };
  while (!text.empty() && blank(text.back())) text.pop_back();
  text.erase(0, text.find_first_not_of(" \r\n"));
}

/// The password of a URL as it is spelled there; empty for other forms.
std::string_view spelled_password(std::string_view text) {
  const auto scheme = text.find("://");
  if (scheme == text.npos) return {};
  text.remove_prefix(scheme + 3);
  const auto at = text.rfind('@', text.find_first_of("/?"));
  const auto colon = text.find(':');
  return at == text.npos || colon > at ? std::string_view()
                                       : text.substr(colon + 1, at - colon - 1);
}

/// A password with '/', '@' or '?' that is not percent-encoded ends too early for libpq, which
/// takes the rest for a host, a port or a database and quotes it in its complaints: those pieces.
std::vector<std::string> misread_password(std::string_view text) {
  std::vector<std::string> pieces;
  const auto scheme = text.find("://");
  if (scheme == text.npos) return pieces;
  text.remove_prefix(scheme + 3);
  const auto at = text.rfind('@');
  const auto colon = text.find(':');
  if (at == text.npos || colon == text.npos || colon > at) return pieces;
  auto rest = text.substr(colon + 1, at - colon - 1);
  if (rest.find_first_of("/@?#") == rest.npos) return pieces;
  while (!rest.empty()) {
    const auto end = std::min(rest.find_first_of("/@?#:&="), rest.size());
    if (end > 0) pieces.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return pieces;
}

bool is_secret(std::string_view keyword) {
  return keyword == "password" || keyword == "sslpassword";
}

}  // namespace

Result<Target> Target::from_environment(const std::string& variable) {
  const char* value = std::getenv(variable.c_str());
  if (value == nullptr || *value == '\0') {
    return failure(ErrorKind::no_verdict,
                   fmt::format("the environment variable {} holds no connection string", variable),
                   {}, std::string(kForms));
  }
  return parse(value, fmt::format("the database that ${} names", variable));
}

Result<Target> Target::from_file(const std::string& path) {
  const io::Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
  if (!file.is_open()) {
    return failure(ErrorKind::no_verdict,
                   fmt::format("cannot read the connection string in {}: {}", path,
                               std::generic_category().message(errno)));
  }
  auto bytes = io::read_stream(file.number(), kMaxBytes);
  if (!bytes) {
    return failure(ErrorKind::no_verdict, fmt::format("cannot read the connection string in {}: {}",
                                                      path, bytes.error().message));
  }
  trim(*bytes);
  if (bytes->empty()) {
    return failure(ErrorKind::no_verdict, fmt::format("{} holds no connection string", path), {},
                   std::string(kForms));
  }
  return parse(*bytes, fmt::format("the database that {} names", path));
}

Target Target::local(const std::string& socket_folder, const std::string& user,
                     const std::string& database) {
  Target target;
  target.name_ = fmt::format("database {} of the throw-away cluster", database);
  target.is_local_ = true;
  target.parameters_ = {{"host", socket_folder},
                        {"port", "5432"},
                        {"user", user},
                        {"dbname", database},
                        {"sslmode", "disable"},
                        {"gssencmode", "disable"},
                        {"passfile", socket_folder + "/no-passwords"}};
  return target;
}

Result<Target> Target::parse(const std::string& connection_string, std::string name) {
  char* complaint = nullptr;
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
      PQconninfoParse(connection_string.c_str(), &complaint), &PQconninfoFree);
  // What libpq says of it quotes the string.
  PQfreemem(complaint);
  if (!options || connection_string.find('\0') != std::string::npos) {
    return failure(ErrorKind::no_verdict,
                   fmt::format("the connection string of {} cannot be understood", name), {},
                   std::string(kForms));
  }
  Target target;
  target.name_ = std::move(name);
  target.secrets_.push_back(connection_string);
  target.add_secret(std::string(spelled_password(connection_string)));
  for (auto& piece : misread_password(connection_string)) target.add_secret(piece);
  for (const auto* option = options.get(); option->keyword != nullptr; ++option) {
    if (option->val == nullptr || *option->val == '\0') continue;
    target.parameters_.emplace_back(option->keyword, option->val);
    if (is_secret(option->keyword)) target.add_secret(option->val);
  }
  return target;
}

void Target::add_secret(const std::string& secret) {
  if (secret.empty()) return;
  if (secret.size() < kShortestShowable) withholds_all_ = true;
  for (auto spelling : {secret, quoted(secret), percent_encoded(secret, true, false),
                        percent_encoded(secret, false, false), percent_encoded(secret, true, true),
                        percent_encoded(secret, false, true)}) {
    if (std::find(secrets_.begin(), secrets_.end(), spelling) == secrets_.end())
      secrets_.push_back(std::move(spelling));
  }
  std::stable_sort(secrets_.begin(), secrets_.end(),
                   [](const auto& left, const auto& right) { return left.size() > right.size(); });
}

std::string Target::redacted(std::string_view text) const {
  std::string out(text);
  for (const auto& secret : secrets_) {
    for (auto at = out.find(secret); at != out.npos; at = out.find(secret, at + kMask.size())) {
      if (withholds_all_) return "(withheld: it cannot be shown without giving the password away)";
      out.replace(at, secret.size(), kMask);
    }
  }
  return out;
}

}  // namespace mig::postgres
