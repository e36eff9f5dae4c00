#pragma once

#include <string_view>

#include "mig/secrets/layer/sink.hpp"

namespace mig::secrets::layer {

/// Where packed bytes stand: they are the searched text themselves, or a blob in it held them.
struct PackedPlace {
  Span blob;
  bool is_text_itself = false;

  Span of(std::size_t begin, std::size_t end) const {
    return is_text_itself ? span_of(begin, end) : blob;
  }
};

/// Unpacks gzip, zlib and zip and shows what was in them; says what could not be read. False: the
/// bytes only looked like that.
bool open_packed(std::string_view bytes, const PackedPlace& place, const Sink& sink);

/// A member that begins at `at`, where only its magic is known to stand: behind a text or within
/// other bytes, where chance may have put it. Returns where it ends, or `at` when it is none.
std::size_t open_gzip_member(std::string_view bytes, std::size_t at, const PackedPlace& place,
                             const Sink& sink);
std::size_t open_zip_member(std::string_view bytes, std::size_t at, const PackedPlace& place,
                            const Sink& sink);

/// The members of a tar archive lie open; those that are packed are opened here.
void open_tar_members(std::string_view bytes, const PackedPlace& place, const Sink& sink);

/// A stream of deflate without a header; true when it was one and held a text.
bool open_raw_deflate(std::string_view bytes, const PackedPlace& place, const Sink& sink);

}  // namespace mig::secrets::layer
