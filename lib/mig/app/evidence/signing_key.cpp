#include "mig/app/evidence/signing_key.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <string_view>

#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "mig/io/root.hpp"

namespace mig::app {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMostBytes = 64U << 10U;

/// What may be repeated of an argument: a name or path, and not the key itself where somebody put
/// it in their place.
std::string shown(const std::string& argument) {
  return may_hold_a_key(argument) ? "what was given" : argument;
}

// A secret that is mounted is often a link to the newest of its versions: whoever named it chose
// it, and links are followed.
Result<std::string> bytes_of_file(const std::string& given) {
  std::error_code code;
  const auto path = fs::canonical(given, code);
  if (code) {
    return failure(ErrorKind::no_verdict, "the key could not be read: " + code.message(),
                   Location{shown(given), std::nullopt}, "check the path that --key names");
  }
  auto folder = io::Root::open(path.parent_path().string());
  if (!folder) return tl::unexpected(folder.error());
  auto bytes = folder->read(path.filename().string(), kMostBytes);
  if (!bytes) {
    return failure(ErrorKind::no_verdict, "the key could not be read: " + bytes.error().message,
                   Location{shown(given), std::nullopt}, "check the path that --key names");
  }
  return std::move(*bytes);
}

Result<trust::PrivateKey> key_in_file(const std::string& path) {
  const auto bytes = bytes_of_file(path);
  if (!bytes) return tl::unexpected(bytes.error());
  auto key = trust::PrivateKey::from_pem(*bytes);
  if (!key) key.error().location = Location{path, std::nullopt};
  return key;
}

Result<trust::PrivateKey> key_in_variable(const std::string& name) {
  const char* text = std::getenv(name.c_str());
  if (text == nullptr || *text == '\0') {
    return failure(ErrorKind::usage,
                   fmt::format("--key-env: the variable {} is not set", shown(name)), {},
                   "put the key as PEM into it, or name a file with --key");
  }
  auto key = trust::PrivateKey::from_pem(text);
  if (!key) {
    key.error().message = fmt::format("the variable {}: {}", name, key.error().message);
  }
  return key;
}

}  // namespace

bool may_hold_a_key(std::string_view text) {
  // How the base64 of PKCS#8 and SEC 1 begins for the keys that sign here.
  constexpr std::array<std::string_view, 5> kMarks{"-----", "MC4CAQ", "MIGHAgE", "MHcCAQ",
                                                   "MFECAQ"};
  constexpr std::size_t kLongestName = 300;
  return text.size() > kLongestName || std::any_of(kMarks.begin(), kMarks.end(), [text](auto mark) {
           return text.find(mark) != std::string_view::npos;
         });
}

Result<trust::PrivateKey> read_signing_key(const KeySource& source) {
  if (source.file.empty() == source.variable.empty()) {
    return failure(ErrorKind::usage, "one key signs", {},
                   "name it with --key FILE, or with --key-env NAME where it is in a variable");
  }
  return source.file.empty() ? key_in_variable(source.variable) : key_in_file(source.file);
}

Result<trust::SignatureEncoding> signature_encoding(const trust::PublicKey& key,
                                                    const std::string& name) {
  if (name.empty()) {
    return key.algorithm() == trust::KeyAlgorithm::ed25519 ? trust::SignatureEncoding::raw
                                                           : trust::SignatureEncoding::der;
  }
  const auto encoding = trust::encoding_named(name);
  if (encoding && trust::fits(*encoding, key.algorithm())) return *encoding;
  return failure(ErrorKind::usage,
                 fmt::format("--signature-encoding {}: an {} key does not sign so", name,
                             name_of(key.algorithm())),
                 {},
                 "an ed25519 key signs raw, an ecdsa-p256 key der or p1363, as its entry in the "
                 "trust policy says");
}

}  // namespace mig::app
