#include "mig/secrets/payload/magic.hpp"

#include <algorithm>
#include <iterator>

#include "mig/secrets/layer/find_layers.hpp"

namespace mig::secrets::payload {
namespace {

using namespace std::string_view_literals;

struct Magic {
  std::string_view bytes;
  std::size_t offset;
  Kind kind;
};

constexpr Magic kMagics[] = {
    {"PGDMP"sv, 0, {kDump, "PostgreSQL dump in custom format"}},
    {"REDIS0"sv, 0, {kDump, "Redis snapshot"}},
    {"SQLite format 3\0"sv, 0, {kDump, "SQLite database"}},
    {"\x6D\xE2\x99\x81"sv, 0, {kDump, "MongoDB dump archive"}},
    {"\0\1\0\0Standard Jet DB"sv, 0, {kDump, "Access database"}},
    {"\0\1\0\0Standard ACE DB"sv, 0, {kDump, "Access database"}},
    {"DUCK"sv, 8, {kDump, "DuckDB database"}},
    {"TAPE\0\0"sv, 0, {kDump, "SQL Server backup"}},
    {"\x03\x03\x01\x01\xC9"sv, 0, {kDump, "Oracle export"}},
    {"EXPORT:V"sv, 3, {kDump, "Oracle export"}},
    {"\x53\xEF"sv, 0x438, {kDump, "image of a file system"}},
    {"PAR1"sv, 0, {kDataFile, "Parquet file"}},
    {"PARE"sv, 0, {kDataFile, "encrypted Parquet file"}},
    {"Obj\x01"sv, 0, {kDataFile, "Avro file"}},
    {"ORC"sv, 0, {kDataFile, "ORC file"}},
    {"ARROW1"sv, 0, {kDataFile, "Arrow file"}},
    {"FEA1"sv, 0, {kDataFile, "Feather file"}},
    {"\0\0\x27\x0A\0\0\0\0"sv, 0, {kDataFile, "shapefile"}},
    {"fgb\x03"sv, 1, {kDataFile, "FlatGeobuf file"}},
    {"\x89HDF\r\n\x1A\n"sv, 0, {kDataFile, "HDF5 file"}},
    {"CDF\x01"sv, 0, {kDataFile, "NetCDF file"}},
    {"CDF\x02"sv, 0, {kDataFile, "NetCDF file"}},
    {"SEQ\x06"sv, 0, {kDataFile, "Hadoop sequence file"}},
    {"$FL2"sv, 0, {kDataFile, "SPSS file"}},
    {"<stata_dta>"sv, 0, {kDataFile, "Stata file"}},
    {"PGCOPY\n\xFF\r\n\0"sv, 0, {kDataFile, "rows of COPY in binary format"}},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, 0, {kDataFile, "compound document of Office"}},
    {"II*\0"sv, 0, {kDataFile, "raster image"}},
    {"MM\0*"sv, 0, {kDataFile, "raster image"}},
    {"\xFE\xED\xFE\xED\0\0\0"sv, 0, {kKeyStore, "Java key store"}},
    {"\xCE\xCE\xCE\xCE\0\0\0"sv, 0, {kKeyStore, "Java key store"}},
    {"\x03\xD9\xA2\x9A"sv, 0, {kKeyStore, "KeePass database"}},
    {"PuTTY-User-Key-File-"sv, 0, {kKeyStore, "PuTTY private key"}},
    {"opdata01"sv, 0, {kKeyStore, "1Password data"}},
    {"\x1F\x9D"sv, 0, {kArchive, "packed file"}},
    {"!<arch>\n"sv, 0, {kArchive, "archive"}},
    {"\xED\xAB\xEE\xDB"sv, 0, {kArchive, "package"}},
};

bool ends(std::string_view name, std::string_view ending) {
  return name.ends_with(ending);
}

/// A geopackage is an SQLite database whose application id says so.
bool is_geopackage(std::string_view name, std::string_view bytes) {
  if (ends(name, ".gpkg")) return true;
  const std::string_view id = bytes.size() < 72 ? "" : bytes.substr(68, 4);
  return id == "GPKG" || id == "GP10";
}

/// A DER sequence that fills the file, with the version of PKCS #12 in front.
bool is_pkcs12(std::string_view bytes) {
  if (bytes.size() < 24 || bytes[0] != 0x30) return false;
  const auto length = static_cast<unsigned char>(bytes[1]);
  const std::size_t inside = length < 0x80 ? 2 : 2U + (length & 0x7FU);
  return inside <= 6 && bytes.substr(inside, 3) == "\x02\x01\x03"sv;
}

/// Little-endian length of the first document, its first element and its end.
bool is_bson(std::string_view name, std::string_view bytes) {
  if (bytes.size() < 16) return false;
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
  const std::size_t length = byte(0) | static_cast<std::size_t>(byte(1)) << 8U |
                             static_cast<std::size_t>(byte(2)) << 16U |
                             static_cast<std::size_t>(byte(3)) << 24U;
  if (length < 12 || length > bytes.size() || bytes[length - 1] != 0) return false;
  const unsigned type = byte(4);
  return type >= 1 && type <= 0x13 && (ends(name, ".bson") || bytes.substr(5, 4) == "_id\0"sv);
}

struct Ending {
  std::string_view ending;
  Kind kind;
};

/// What a zip archive or another container is by its name.
constexpr Ending kZipEndings[] = {
    {".xlsx", {kDataFile, "workbook"}},           {".xlsm", {kDataFile, "workbook"}},
    {".xlsb", {kDataFile, "workbook"}},           {".ods", {kDataFile, "workbook"}},
    {".docx", {kDataFile, "document of Office"}}, {".pptx", {kDataFile, "document of Office"}},
    {".odt", {kDataFile, "document of Office"}},  {".kmz", {kDataFile, "packed places"}},
    {".gtfs", {kDataFile, "packed data"}},        {".npz", {kDataFile, "packed arrays"}}};

Kind packed_kind(std::string_view name, std::string_view bytes) {
  if (bytes.starts_with("PK\x03\x04"sv)) {
    for (const Ending& ending : kZipEndings) {
      if (ends(name, ending.ending)) return ending.kind;
    }
    // Workbooks begin with their table of contents, whatever they are called.
    const std::string_view head = bytes.substr(0, 4096);
    if (head.find("[Content_Types].xml") != std::string_view::npos ||
        head.find("xl/workbook") != std::string_view::npos) {
      return {kDataFile, "document of Office"};
    }
  }
  const bool is_dump = name.find(".sql.") != std::string_view::npos ||
                       name.find(".dump.") != std::string_view::npos ||
                       name.find(".bson.") != std::string_view::npos;
  if (is_dump) return {kDump, "packed dump"};
  const bool is_table = name.find(".csv.") != std::string_view::npos ||
                        name.find(".tsv.") != std::string_view::npos ||
                        name.find("jsonl.") != std::string_view::npos ||
                        name.find(".ndjson.") != std::string_view::npos;
  if (is_table) return {kDataFile, "packed rows"};
  return {kArchive, "archive"};
}

}  // namespace

Kind kind_of(std::string_view name, std::string_view bytes) {
  for (const Magic& magic : kMagics) {
    if (bytes.size() <= magic.offset ||
        bytes.substr(magic.offset, magic.bytes.size()) != magic.bytes)
      continue;
    if (magic.kind.what == "SQLite database" && is_geopackage(name, bytes))
      return {kDataFile, "geopackage"};
    return magic.kind;
  }
  if (is_pkcs12(bytes)) return {kKeyStore, "PKCS #12 key store"};
  if (is_bson(name, bytes)) return {kDump, "BSON dump"};
  if (form_of(bytes) == Form::archive) return packed_kind(name, bytes);
  return {};
}

}  // namespace mig::secrets::payload
