-- The agency's marks, one for light paper and one for dark: bytes we have written ourselves, a drawing or a picture.
-- `version` changes with the bytes and stands in their address, so that they can be cached for good.
CREATE TABLE agency_logos (
  paper TEXT PRIMARY KEY CHECK (paper IN ('light', 'dark')),
  media_type TEXT NOT NULL CHECK (media_type IN ('image/svg+xml', 'image/png', 'image/webp')),
  bytes BLOB NOT NULL CHECK (length(bytes) BETWEEN 1 AND 4000000),
  width INTEGER NOT NULL CHECK (width > 0),
  height INTEGER NOT NULL CHECK (height > 0),
  version TEXT NOT NULL CHECK (length(version) = 16),
  uploaded_at INTEGER NOT NULL
) STRICT;

-- Until now only the demo story had a mark: drawings of 220 by 32.
INSERT INTO agency_logos SELECT 'light', 'image/svg+xml', CAST(logo AS BLOB), 220, 32, lower(hex(randomblob(8))), created_at FROM agency WHERE logo IS NOT NULL;
INSERT INTO agency_logos SELECT 'dark', 'image/svg+xml', CAST(logo_dark AS BLOB), 220, 32, lower(hex(randomblob(8))), created_at FROM agency WHERE logo_dark IS NOT NULL;
ALTER TABLE agency DROP COLUMN logo;
ALTER TABLE agency DROP COLUMN logo_dark;
