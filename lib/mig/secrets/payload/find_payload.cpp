#include "mig/secrets/payload/find_payload.hpp"

#include <algorithm>
#include <string>

#include "mig/secrets/layer/find_layers.hpp"
#include "mig/secrets/payload/magic.hpp"
#include "mig/secrets/payload/plain_data.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

using payload::Kind;

/// Smaller binaries are icons and fixtures.
constexpr std::size_t kSmallBinary = 64U << 10U;

/// What a file that no magic number tells is by its name, provided that it is binary.
Kind named_binary(std::string_view name) {
  struct Ending {
    std::string_view ending;
    Kind kind;
  };
  constexpr Ending kEndings[] = {{".p12", {payload::kKeyStore, "key store"}},
                                 {".pfx", {payload::kKeyStore, "key store"}},
                                 {".jks", {payload::kKeyStore, "key store"}},
                                 {".jceks", {payload::kKeyStore, "key store"}},
                                 {".bcfks", {payload::kKeyStore, "key store"}},
                                 {".bks", {payload::kKeyStore, "key store"}},
                                 {".keystore", {payload::kKeyStore, "key store"}},
                                 {".truststore", {payload::kKeyStore, "key store"}},
                                 {".kdbx", {payload::kKeyStore, "password database"}},
                                 {".kdb", {payload::kKeyStore, "password database"}},
                                 {".ppk", {payload::kKeyStore, "private key"}},
                                 {".keytab", {payload::kKeyStore, "Kerberos keys"}},
                                 {".agilekeychain", {payload::kKeyStore, "password database"}},
                                 {".dbf", {payload::kDataFile, "table of a shapefile"}},
                                 {".parquet", {payload::kDataFile, "Parquet file"}},
                                 {".avro", {payload::kDataFile, "Avro file"}},
                                 {".rdb", {payload::kDump, "snapshot of a store"}},
                                 {".mdf", {payload::kDump, "database file"}},
                                 {".ibd", {payload::kDump, "database file"}},
                                 {".frm", {payload::kDump, "database file"}},
                                 {".bak", {payload::kDump, "backup"}},
                                 {".dmp", {payload::kDump, "dump"}},
                                 {".dump", {payload::kDump, "dump"}},
                                 {".backup", {payload::kDump, "backup"}},
                                 {".bson", {payload::kDump, "BSON dump"}},
                                 {".pickle", {payload::kDataFile, "pickled data"}},
                                 {".pkl", {payload::kDataFile, "pickled data"}},
                                 {".npy", {payload::kDataFile, "array"}},
                                 {".rds", {payload::kDataFile, "data of R"}}};
  for (const Ending& ending : kEndings) {
    if (name.ends_with(ending.ending)) return ending.kind;
  }
  return {};
}

Kind kind_of_file(std::string_view name, std::string_view bytes, FileRole role) {
  if (bytes.empty()) return {};
  if (const Kind kind = payload::kind_of(name, bytes); !kind.rule.empty()) return kind;
  const Form form = form_of(bytes);
  if (form == Form::binary) {
    if (const Kind kind = named_binary(name); !kind.rule.empty()) return kind;
    return bytes.size() > kSmallBinary ? Kind{payload::kBinary, "binary file"} : Kind{};
  }
  if (form != Form::text) return {};
  if (const Kind kind = payload::plain_dump(bytes); !kind.rule.empty()) return kind;
  if (named_binary(name).rule == payload::kKeyStore && payload::is_armoured_key(bytes))
    return {payload::kKeyStore, "private key"};
  // Logs and reports in lines of JSON are evidence; rows of any other form are not.
  const bool is_log = role == FileRole::evidence && name.ends_with("l");
  return is_log ? Kind{} : payload::plain_rows(name, bytes);
}

}  // namespace

std::optional<Detection> find_payload(std::string_view path, std::string_view bytes,
                                      FileRole role) {
  const std::string folded = lowered(path);
  const std::string_view name = file_name_of(folded);
  const Kind kind = kind_of_file(name, bytes, role);
  if (kind.rule.empty()) return std::nullopt;
  constexpr std::size_t kLongestLine = 1024;
  const std::size_t line = std::min(bytes.substr(0, kLongestLine).find('\n'), kLongestLine);
  Detection found;
  found.rule = kind.rule;
  found.span = {0, static_cast<std::uint32_t>(std::min(bytes.size(), line))};
  found.subject = std::string(kind.what);
  return found;
}

}  // namespace mig::secrets
