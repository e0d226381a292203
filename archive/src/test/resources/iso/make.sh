#!/bin/sh
# Makes the images of this folder with Debian's xorriso and genisoimage, compressed because they are mostly zeros:
#   sh make.sh EMPTY_FOLDER, then copy *.iso.gz from there.
set -eu
cd "$1"
export TZ=UTC LC_ALL=C.UTF-8
mkdir -p in/folder/inner in/empty in/1/2/3/4/5/6/7/8/9
seq 1 3000 > in/folder/numbers.txt
head -c 2000 in/folder/numbers.txt > "in/folder/inner/Zürich 😀 #1%.txt"
printf 'deep\n' > in/1/2/3/4/5/6/7/8/9/deep.txt
long=$(printf 'long%.0s' $(seq 50))
printf 'long\n' > "in/$long.txt"
: > in/nothing
ln -s folder/numbers.txt in/symbolic
ln -s ../symbolic in/folder/chain
ln -s /etc/passwd in/out
ln in/folder/numbers.txt in/hard
find in -exec touch -h -d '2021-03-04 05:06:07 UTC' {} +
xorriso -as mkisofs -quiet -R -o xorriso-rr.iso in
xorriso -as mkisofs -quiet -R -J -o xorriso-rr-joliet.iso in
xorriso -outdev xorriso-zisofs.iso -zisofs level=9 -map in / -set_filter_r --zisofs /folder -- 2> zisofs.log
genisoimage -quiet -R -o genisoimage-rr.iso in
genisoimage -quiet -J -joliet-long -D -input-charset utf-8 -o genisoimage-joliet.iso in 2> joliet.log
xorriso -as mkisofs -quiet --norock -J -joliet-long -o xorriso-joliet.iso in 2> joliet.log
genisoimage -quiet -iso-level 1 -input-charset utf-8 -D -o genisoimage-plain.iso in 2> plain.log
genisoimage -quiet -R -udf -o genisoimage-udf.iso in
bsdtar --format iso9660 -cf bsdtar.iso -C in .
gzip -9 -n -f ./*.iso
rm -r in ./*.log
