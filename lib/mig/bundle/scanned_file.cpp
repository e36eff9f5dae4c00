#include "mig/bundle/scanned_file.hpp"

#include <algorithm>
#include <utility>

#include "mig/bundle/masked_source.hpp"

namespace mig::bundle {

std::string_view ScannedFile::written(const secrets::Detection& detection) const {
  if (source == nullptr) return {};
  const auto bytes = source->bytes();
  const auto begin = std::min<std::size_t>(detection.span.begin, bytes.size());
  return bytes.substr(begin, std::max(detection.span.end, detection.span.begin) - begin);
}

ScannedFile scan_bytes(std::string path, std::string bytes, const contract::Policy& policy,
                       std::string_view now) {
  ScannedFile file;
  file.path = std::move(path);
  file.size = bytes.size();
  file.policy = &policy;
  file.scan = secrets::scan(file.path, bytes);
  const bool has_comments = may_allow(bytes);
  if (file.scan.detections.empty() && file.scan.unread.empty() && !has_comments) return file;
  // Most files end above: only what is quoted needs lines and masks.
  const auto& found = file.scan;
  file.source = std::make_shared<const SourceText>(
      file.path, std::move(bytes), [found](std::string_view /*path*/, std::string_view text) {
        return masking_of(text, found);
      });
  if (has_comments) file.allowances = comments_that_allow(*file.source, now);
  return file;
}

Result<std::string> read_to_scan(const io::Root& root, const std::string& path,
                                 const contract::Policy& policy) {
  auto bytes = root.read(path, policy.file_limits.scanned_bytes);
  if (!bytes) {
    const bool is_large = bytes.error().fault == io::AccessFault::too_large;
    return failure(ErrorKind::no_verdict, "it was not searched: " + bytes.error().message,
                   Location{path, std::nullopt},
                   is_large ? "keep such files out of the repository, or raise "
                              "file_limits.scanned_bytes in the policy"
                            : "make it a regular file that can be read");
  }
  return std::move(*bytes);
}

Result<ScannedFile> scan_file(const io::Root& root, const std::string& path,
                              const contract::Policy& policy, std::string_view now) {
  auto bytes = read_to_scan(root, path, policy);
  if (!bytes) return tl::unexpected(std::move(bytes.error()));
  return scan_bytes(path, std::move(*bytes), policy, now);
}

}  // namespace mig::bundle
