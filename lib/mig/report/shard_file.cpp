#include "mig/report/shard_file.hpp"

#include <fmt/format.h>

#include "mig/digest/sha256.hpp"
#include "mig/document/reader.hpp"
#include "mig/report/escape.hpp"
#include "mig/report/shard_fields.hpp"

namespace mig::report {
namespace {

constexpr std::string_view kVersion = "shard.v1";

}  // namespace

template <class Archive, Like<ShardOptions> Value>
void describe(Archive& archive, Value& options) {
  auto& [paths, root, policy, trust, store, previous, baseline, files_from, base, phase, now,
         nul_separated, merge_base, judges_all, strict] = options;
  archive.field("paths", paths);
  archive.field("root", root);
  archive.field("policy", policy);
  archive.field("trust", trust);
  archive.field("store", store);
  archive.field("previous", previous);
  archive.field("baseline", baseline);
  archive.field("files_from", files_from);
  archive.field("base", base);
  archive.field("phase", phase);
  archive.field("now", now);
  archive.field("nul_separated", nul_separated);
  archive.field("merge_base", merge_base);
  archive.field("all", judges_all);
  archive.field("strict", strict);
}

template <class Archive, Like<ShardGround> Value>
void describe(Archive& archive, Value& ground) {
  auto& [tool, version, rules, folder, commit, base, compared, policy, trust, known, files, targets,
         bundles] = ground;
  archive.field("tool", tool);
  archive.field("version", version);
  archive.field("rules", rules);
  archive.field("folder", folder);
  archive.field("commit", commit);
  archive.field("base", base);
  archive.field("compared", compared);
  archive.field("policy", policy);
  archive.field("trust", trust);
  archive.field("known", known);
  archive.field("files", files);
  archive.field("targets", targets);
  archive.field("bundles", bundles);
}

template <class Archive, Like<ShardOutcome> Value>
void describe(Archive& archive, Value& outcome) {
  auto& [path, outline, report, errors, gate_changes, use] = outcome;
  archive.field("path", path);
  archive.field("outline", outline);
  archive.field("report", report);
  archive.field("errors", errors);
  archive.field("gate_changes", gate_changes);
  archive.field("use", use);
}

template <class Archive, Like<ShardFile> Value>
void describe(Archive& archive, Value& shard) {
  auto& [index, count, options, ground, outcomes] = shard;
  archive.field("index", index);
  archive.field("count", count);
  archive.field("options", options);
  archive.field("ground", ground);
  archive.field("outcomes", outcomes);
}

namespace {

/// What stands around the content of a file.
struct Cover {
  std::string schema_version;
  std::string digest;
  const document::LocatedValue* content = nullptr;
};

tl::unexpected<Error> refused(const std::string& name, const std::string& what) {
  return failure(
      ErrorKind::no_verdict, fmt::format("{} is no part of a run: {}", name, what), {},
      "take the file as --output shard=FILE wrote it; run that part again if it is lost");
}

Result<Cover> read_cover(const document::LocatedValue& value, const std::string& name) {
  Cover cover;
  const auto* members = value.object();
  const auto* version = value.find("schema_version");
  if (members == nullptr || version == nullptr || version->value.string() == nullptr) {
    return refused(name, "it lacks schema_version");
  }
  cover.schema_version = *version->value.string();
  if (cover.schema_version != kVersion) {
    return refused(name, fmt::format("schema_version is {} and not {}",
                                     one_line(clipped(cover.schema_version, 60)), kVersion));
  }
  const auto* digest = value.find("digest");
  const auto* content = value.find("content");
  if (digest == nullptr || digest->value.string() == nullptr || content == nullptr ||
      members->size() != 3) {
    return refused(name, "it has other keys than schema_version, digest and content");
  }
  cover.digest = *digest->value.string();
  cover.content = &content->value;
  return cover;
}

template <class T>
std::vector<std::string> differing(const T& left, const T& right) {
  const auto one = ShardWriter::json_of(left);
  const auto other = ShardWriter::json_of(right);
  std::vector<std::string> names;
  for (const auto& [key, value] : one.items()) {
    if (value != other.at(key)) names.push_back(key);
  }
  return names;
}

}  // namespace

Result<std::string> shard_json(const ShardFile& shard) {
  const auto content = ShardWriter::json_of(shard).dump();
  const auto digest = digest::sha256_digest(content);
  if (!digest) return tl::unexpected(digest.error());
  auto text = fmt::format("{{\"schema_version\": \"{}\",\n\"digest\": \"{}\",\n\"content\": {}}}\n",
                          kVersion, *digest, content);
  if (text.size() <= kMaxShardBytes) return text;
  return failure(ErrorKind::no_verdict,
                 fmt::format("this part has {} bytes to tell, and merge reads {} at most",
                             text.size(), kMaxShardBytes),
                 {}, "take more parts");
}

Result<ShardFile> read_shard(std::string_view bytes, const std::string& name) {
  const auto value = document::read_json(bytes);
  if (!value) return refused(name, value.error().message);
  const auto cover = read_cover(*value, name);
  if (!cover) return tl::unexpected(cover.error());
  const auto span = cover->content->span();
  const auto digest = digest::sha256_digest(bytes.substr(span.begin, span.end - span.begin));
  if (!digest) return tl::unexpected(digest.error());
  if (*digest != cover->digest) return refused(name, "its digest is not that of its content");
  ShardFile shard;
  ShardReader reader;
  reader.read(*cover->content, shard);
  if (!reader.fault().empty()) return refused(name, reader.fault());
  return shard;
}

std::vector<std::string> differing_members(const ShardOptions& left, const ShardOptions& right) {
  return differing(left, right);
}

std::vector<std::string> differing_members(const ShardGround& left, const ShardGround& right) {
  return differing(left, right);
}

}  // namespace mig::report
