#include "mig/secrets/layer/packed.hpp"

#include <algorithm>
#include <string>

#include "mig/secrets/layer/inflate.hpp"
#include "mig/secrets/layer/packed_behind.hpp"
#include "mig/secrets/layer/text_shape.hpp"
#include "mig/secrets/layer/wide.hpp"

namespace mig::secrets::layer {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kLocalHeader = "PK\x03\x04"sv;
constexpr std::size_t kLocalHeaderSize = 30;

bool is_readable(std::string_view bytes) {
  return starts_as_text(bytes) || is_tar(bytes) || wide_form_of(bytes).has_value() ||
         packing_of(bytes) != Packing::none;
}

/// What came out of a stream, and whether all of it did.
void show(Inflated&& inflated, std::string_view encoding, Span span, const Sink& sink) {
  sink.budget -= std::min<std::uint64_t>(sink.budget, inflated.bytes.size());
  if (inflated.over_budget) {
    sink.unread.push_back({span, "decodes to more than may be decoded of one file"});
  } else if (!inflated.is_whole) {
    sink.unread.push_back({span, "packed data are broken or cut off; the rest was not searched"});
  }
  if (inflated.bytes.size() >= kLeastDecoded && !is_media(inflated.bytes)) {
    sink.emit_whole(std::move(inflated.bytes), encoding, span);
  }
}

bool open_gzip(std::string_view bytes, const PackedPlace& place, const Sink& sink) {
  std::size_t at = 0;
  // Members may follow each other, as log rotation and `cat` make them.
  while (at < bytes.size() && bytes.substr(at).starts_with("\x1F\x8B\x08"sv)) {
    Inflated inflated = inflate_stream(bytes.substr(at), Deflate::gzip, sink.budget);
    const bool began = inflated.is_whole || inflated.over_budget || !inflated.bytes.empty();
    if (!began) {
      if (at == 0 && !place.is_text_itself) return false;
      sink.unread.push_back({place.of(at, bytes.size()), "gzip data are broken; not searched"});
      return true;
    }
    const bool goes_on = inflated.is_whole && inflated.consumed > 0;
    const std::size_t end = at + inflated.consumed;
    show(std::move(inflated), "gzip", place.of(at, std::min(end, bytes.size())), sink);
    if (!goes_on) return true;
    at = end;
  }
  return true;
}

bool open_zlib(std::string_view bytes, const PackedPlace& place, const Sink& sink) {
  Inflated inflated = inflate_stream(bytes, Deflate::zlib, sink.budget);
  // Two bytes of magic are little: what comes out has to speak for itself.
  // A text that begins like one by chance inflates to nothing whole.
  const bool may_be_cut = !place.is_text_itself;
  const bool is_stream = inflated.is_whole || inflated.over_budget ||
                         (may_be_cut && inflated.bytes.size() >= 16 && is_readable(inflated.bytes));
  if (!is_stream) return false;
  show(std::move(inflated), "zlib", place.of(0, bytes.size()), sink);
  return true;
}

std::uint32_t number_at(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < size; ++i) {
    value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  }
  return value;
}

/// As programs write a header: how well it was packed, and on which system.
bool is_usual_gzip(std::string_view header) {
  const auto effort = static_cast<unsigned char>(header[8]);
  const auto system = static_cast<unsigned char>(header[9]);
  return (effort == 0 || effort == 2 || effort == 4) && (system <= 13 || system == 255);
}

/// Whether a local header stands behind the magic: a version and a method that exist, and a name.
bool is_zip_header(std::string_view bytes, std::size_t at) {
  constexpr std::uint32_t kNewestVersion = 63;
  if (at + kLocalHeaderSize >= bytes.size()) return false;
  const std::uint32_t method = number_at(bytes, at + 8, 2);
  const std::size_t name = number_at(bytes, at + 26, 2);
  const std::size_t extra = number_at(bytes, at + 28, 2);
  return number_at(bytes, at + 4, 2) <= kNewestVersion &&
         (method <= 20 || (method >= 93 && method <= 99)) && name > 0 &&
         at + kLocalHeaderSize + name + extra <= bytes.size();
}

/// Walks the members as they lie. The directory at the end is not asked: what it leaves out is
/// there all the same, and what it names twice would be unpacked twice.
class ZipWalk {
 public:
  ZipWalk(std::string_view bytes, const PackedPlace& place, const Sink& sink)
      : bytes_(bytes), place_(place), sink_(sink) {}

  void run() {
    std::size_t at = 0;
    while (at != std::string_view::npos && sink_.budget > 0) {
      at = bytes_.find(kLocalHeader, member(at));
    }
    if (at != std::string_view::npos)
      unread(at, bytes_.size(), "decodes to more than may be decoded of one file");
  }

  /// Shows one member; returns where its data end.
  std::size_t member(std::size_t at) {
    if (at + kLocalHeaderSize > bytes_.size()) {
      unread(at, bytes_.size(), "zip archive is cut off");
      return bytes_.size();
    }
    const std::uint32_t flags = number_at(bytes_, at + 6, 2);
    const std::uint32_t method = number_at(bytes_, at + 8, 2);
    const std::size_t packed_size = number_at(bytes_, at + 18, 4);
    const std::size_t data =
        at + kLocalHeaderSize + number_at(bytes_, at + 26, 2) + number_at(bytes_, at + 28, 2);
    if (data > bytes_.size()) {
      unread(at, bytes_.size(), "zip archive is cut off");
      return bytes_.size();
    }
    // A member that was streamed tells its size behind its data.
    const bool is_sized = (flags & 8U) == 0 && packed_size != 0xFFFFFFFFU;
    const std::size_t next_header = is_sized ? 0 : bytes_.find("PK"sv, data);
    const std::size_t end = is_sized ? data + packed_size : std::min(next_header, bytes_.size());
    if ((flags & 1U) != 0) {
      unread(at, std::min(end, bytes_.size()), "member of a zip archive is encrypted");
      return std::min(end, bytes_.size());
    }
    if (method == 8) return deflated(at, data);
    if (method == 0) return stored(at, data, is_sized ? end : next_member(data));
    unread(at, std::min(end, bytes_.size()), "member of a zip archive is packed by another method");
    return std::min(end, bytes_.size());
  }

 private:
  void unread(std::size_t begin, std::size_t end, const char* reason) {
    sink_.unread.push_back({place_.of(begin, end), reason});
  }

  std::size_t next_member(std::size_t data) const {
    std::size_t at = bytes_.find("PK"sv, data);
    while (at != std::string_view::npos && at + 4 <= bytes_.size()) {
      const char kind = bytes_[at + 2];
      if ((kind == 1 && bytes_[at + 3] == 2) || (kind == 3 && bytes_[at + 3] == 4) ||
          (kind == 7 && bytes_[at + 3] == 8)) {
        return at;
      }
      at = bytes_.find("PK"sv, at + 2);
    }
    return bytes_.size();
  }

  std::size_t deflated(std::size_t at, std::size_t data) {
    Inflated inflated = inflate_stream(bytes_.substr(data), Deflate::raw, sink_.budget);
    const std::size_t end = std::max(data, std::min(bytes_.size(), data + inflated.consumed));
    show(std::move(inflated), "zip", place_.of(at, end), sink_);
    return end;
  }

  std::size_t stored(std::size_t at, std::size_t data, std::size_t end) {
    if (end > bytes_.size()) {
      unread(at, bytes_.size(), "zip archive is cut off");
      end = bytes_.size();
    }
    const std::string_view content = bytes_.substr(data, end - data);
    if (content.size() < kLeastDecoded || is_media(content)) return end;
    const Span span = place_.of(data, end);
    if (sink_.afford(content.size(), span)) sink_.emit_whole(std::string(content), "zip", span);
    return end;
  }

  std::string_view bytes_;
  const PackedPlace& place_;
  const Sink& sink_;
};

}  // namespace

bool open_packed(std::string_view bytes, const PackedPlace& place, const Sink& sink) {
  switch (packing_of(bytes)) {
    case Packing::gzip:
      return open_gzip(bytes, place, sink);
    case Packing::zlib:
      return open_zlib(bytes, place, sink);
    case Packing::zip:
      ZipWalk(bytes, place, sink).run();
      return true;
    case Packing::unreadable:
      sink.unread.push_back({place.of(0, bytes.size()),
                             std::string(unreadable_packing(bytes)) + " data were not searched"});
      return true;
    case Packing::none:
      break;
  }
  return false;
}

std::size_t open_gzip_member(std::string_view bytes, std::size_t at, const PackedPlace& place,
                             const Sink& sink) {
  // What a stream costs that ends at once: many of them have to come to an end, too.
  constexpr std::uint64_t kLeastCost = 4096;
  const std::string_view packed = bytes.substr(at);
  if (packed.size() < 18 || (packed[3] & 0xE0) != 0) return at;
  Inflated inflated = inflate_stream(packed, Deflate::gzip, sink.budget);
  const std::size_t end = std::min(bytes.size(), at + inflated.consumed);
  const bool is_stream = inflated.is_whole || inflated.over_budget ||
                         (!inflated.bytes.empty() && is_usual_gzip(packed)) ||
                         is_readable(inflated.bytes);
  if (is_stream) {
    show(std::move(inflated), "gzip", place.of(at, end), sink);
    return end;
  }
  const std::uint64_t cost = std::max<std::uint64_t>(kLeastCost, inflated.consumed);
  sink.budget -= std::min<std::uint64_t>(sink.budget, cost + inflated.bytes.size());
  return at;
}

std::size_t open_zip_member(std::string_view bytes, std::size_t at, const PackedPlace& place,
                            const Sink& sink) {
  return is_zip_header(bytes, at) ? ZipWalk(bytes, place, sink).member(at) : at;
}

void open_tar_members(std::string_view bytes, const PackedPlace& place, const Sink& sink) {
  constexpr std::size_t kBlock = 512;
  constexpr std::size_t kSizeField = 124;
  std::size_t at = 0;
  while (at + kBlock <= bytes.size() && is_tar(bytes.substr(at))) {
    std::size_t size = 0;
    for (const char digit : bytes.substr(at + kSizeField, 11)) {
      if (digit >= '0' && digit <= '7') size = size * 8 + static_cast<std::size_t>(digit - '0');
    }
    const std::size_t data = at + kBlock;
    const std::string_view member = bytes.substr(data, size);
    const PackedPlace within{place.of(data, data + member.size()), false};
    if (!member.empty() && !open_packed(member, within, sink)) {
      open_packed_behind(member, 0, within, sink);
    }
    at = data + (member.size() + kBlock - 1) / kBlock * kBlock;
  }
  open_packed_behind(bytes, at, place, sink);
}

bool open_raw_deflate(std::string_view bytes, const PackedPlace& place, const Sink& sink) {
  if (!may_be_deflate(bytes)) return false;
  Inflated inflated = inflate_stream(bytes, Deflate::raw, sink.budget);
  const bool began = inflated.is_whole || inflated.over_budget;
  const bool fills = inflated.consumed + 16 >= bytes.size();
  if (!began || (inflated.is_whole && !fills) || !is_readable(inflated.bytes)) return false;
  show(std::move(inflated), "deflate", place.of(0, bytes.size()), sink);
  return true;
}

}  // namespace mig::secrets::layer
